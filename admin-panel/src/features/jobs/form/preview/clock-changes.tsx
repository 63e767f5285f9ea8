import { Segments } from '../../../../components/segments.tsx';
import { summaryWords } from '../../../../lib/strings/form-summary.ts';
import { inOwnClock } from '../../../../lib/time/clock-words.ts';
import { clockText } from '../../../../lib/time/instants.ts';
import type { Preview } from '../../api/preview-schedule.ts';
import type { JobForm } from '../fields.ts';
import classes from './preview.module.css';

const words = summaryWords.preview;
type Warning = Preview['warnings'][number];

interface Props {
  form: JobForm;
  warnings: Preview['warnings'];
}

/** Describes clock changes: the next one always, even if no run is affected; choices where there are some. */
export function ClockChanges({ form, warnings }: Props) {
  const changes = warnings.filter(({ code }) => code === 'CLOCK_CHANGE');
  const shown = changes.filter((change, index) => index === 0 || choiceOf(change) !== null);
  return shown.map((change) => (
    <div key={change.at} className={classes.change} data-affected={choiceOf(change) !== null || undefined}>
      <p>{inOwnClock(change.message)}</p>
      <Choice form={form} change={change} />
    </div>
  ));
}

/** Tells whether a change asks what becomes of times that are skipped, or of times that come twice. */
export function choiceOf({ effect }: Warning): 'gap' | 'twice' | null {
  if (effect === 'shifted' || effect === 'skipped') return 'gap';
  return effect === 'once' || effect === 'twice' ? 'twice' : null;
}

function Choice({ form, change }: { form: JobForm; change: Warning }) {
  const { gap, twice, zone } = form.values;
  const choice = choiceOf(change);
  if (choice === null || change.at === undefined) return null;
  if (choice === 'twice')
    return (
      <Segments
        name={`twice-${change.at}`}
        label={words.twice}
        options={(['once', 'both'] as const).map((value) => ({ value, label: words.twices[value] }))}
        value={twice}
        onChange={(next) => form.setFieldValue('twice', next)}
      />
    );
  const clock = clockText(new Date(change.at), zone);
  return (
    <Segments
      name={`gap-${change.at}`}
      label={words.gap}
      options={[
        { value: 'shift', label: words.gaps.shift(clock) },
        { value: 'skip', label: words.gaps.skip },
      ]}
      value={gap}
      onChange={(next) => form.setFieldValue('gap', next)}
    />
  );
}
