import { Button } from '@mantine/core';
import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { IconAlertTriangle, IconChevronUp } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { connection } from '../../../lib/connection.ts';
import { loadPart } from '../../../lib/load-part.ts';
import { useStore } from '../../../lib/store.ts';
import { en } from '../../../lib/strings/en.ts';
import { formWords } from '../../../lib/strings/form.ts';
import { summaryWords } from '../../../lib/strings/form-summary.ts';
import { inOwnClock } from '../../../lib/time/clock-words.ts';
import { durationText } from '../../../lib/time/durations.ts';
import { instantText } from '../../../lib/time/instants.ts';
import type { JobForm } from './fields.ts';
import type { JobFormValues } from './job-form-values.ts';
import { choiceOf } from './preview/clock-changes.tsx';
import { PreviewBlock } from './preview/preview-block.tsx';
import type { PreviewState } from './preview/use-preview.ts';
import classes from './summary-panel.module.css';
import { summarySentence } from './summary-sentence.ts';

/** Loaded only for jobs that exist already. */
const ImpactBlock = lazy(async () => ({
  default: (await loadPart(() => import('./edit/impact-block.tsx'))).ImpactBlock,
}));

interface Props {
  form: JobForm;
  kinds: readonly TaskKind[];
  job: JobView | null;
  pristine: JobFormValues;
  preview: PreviewState;
  count: number;
  onCount: (count: number) => void;
  sending: boolean;
}

/** Sums up the form beside it; on a phone in one line above the button, which opens upward. */
export function SummaryPanel({ form, kinds, job, pristine, preview, sending, ...rest }: Props) {
  const { values } = form;
  const [opened, setOpened] = useState(false);
  const isOffline = useStore(connection).is === 'offline';
  const description = preview.isCurrent ? inOwnClock(preview.shown?.description ?? '') || null : null;
  const isNew = job === null;
  const [idle, busy] = isNew ? [formWords.submit, formWords.sending] : [formWords.save, formWords.saving];
  return (
    <aside className={classes.summary} aria-labelledby="summary" data-opened={opened || undefined}>
      <h2 id="summary">{summaryWords.summary}</h2>
      <p className={classes.sentence}>{summarySentence(values, kinds, description, new Date())}</p>
      {isOffline && <p role="status">{en.connection.noWrites}</p>}
      <button
        type="button"
        className={classes.line}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <span>{lineOf(values, preview)}</span>
        {isToHeed(preview) && (
          <IconAlertTriangle
            size={18}
            className={classes.heed}
            role="img"
            aria-label={summaryWords.preview.heed}
          />
        )}
        <IconChevronUp size={18} aria-hidden />
      </button>
      <div className={classes.actions}>
        <Button type="submit" className={classes.submit ?? ''} disabled={isOffline} aria-disabled={sending}>
          {/* Both labels lie in one place, so that the button keeps its width. */}
          <span className={classes.labels}>
            <span data-shown={!sending || undefined}>{idle}</span>
            <span data-shown={sending || undefined} aria-hidden={!sending}>
              {busy}
            </span>
          </span>
        </Button>
        <Button
          component={Link}
          to={isNew ? '/jobs' : `/jobs/${job.id}`}
          variant="subtle"
          className={classes.cancel ?? ''}
        >
          {formWords.cancel}
        </Button>
      </div>
      <div className={classes.more}>
        <PreviewBlock form={form} preview={preview} {...rest} />
        {/* Comes when it is computed: below what is read meanwhile. */}
        {job !== null && (
          <Suspense>
            <ImpactBlock job={job} pristine={pristine} values={values} kinds={kinds} />
          </Suspense>
        )}
      </div>
    </aside>
  );
}

/** Sums up the next run for a phone: "Next: Mon 23 Nov, 09:00 CET". */
function lineOf({ mode, afterMs, zone }: JobFormValues, { shown, problem }: PreviewState): string {
  if (mode === 'once' && afterMs !== null) return summaryWords.preview.lineAfter(durationText(afterMs));
  const at = shown?.next[0]?.at;
  return at !== undefined && problem === null
    ? summaryWords.preview.line(instantText(new Date(at), zone))
    : summaryWords.preview.noLine;
}

/** Tells whether the folded part holds a warning: a known trap, or a clock change that moves a run. */
const isToHeed = ({ shown }: PreviewState): boolean =>
  shown !== null &&
  (shown.next.some(({ note }) => note !== null) ||
    shown.warnings.some((warning) => warning.code !== 'CLOCK_CHANGE' || choiceOf(warning) !== null));
