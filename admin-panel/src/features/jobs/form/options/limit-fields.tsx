import { TextInput } from '@mantine/core';
import { Segments } from '../../../../components/segments.tsx';
import { formWords } from '../../../../lib/strings/form.ts';
import { optionWords } from '../../../../lib/strings/form-options.ts';
import { type FieldsProps, field } from '../fields.ts';
import classes from '../job-form.module.css';
import type { Ending } from '../job-form-values.ts';
import { hasFirstRun } from './changed-count.ts';

const words = optionWords;
const ENDS: readonly Ending[] = ['never', 'date', 'count', 'both'];

/** Edits when a schedule begins and ends, and how far its runs are spread. */
export function LimitFields({ form }: FieldsProps) {
  const { end } = form.values;
  const ends = ENDS.filter((each) => each !== 'both' || end === 'both');
  return (
    <>
      {!hasFirstRun(form.values) && (
        <div className={classes.row}>
          <TextInput
            type="date"
            label={`${words.startDate} ${formWords.optional}`}
            description={words.startHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...field(form, 'startDate')}
          />
          <TextInput type="time" label={words.startTime} {...field(form, 'startTime')} />
        </div>
      )}
      <Segments
        name="end"
        label={words.end}
        labelShown
        options={ends.map((value) => ({ value, label: words.ends[value] }))}
        value={end}
        onChange={(next) => form.setFieldValue('end', next)}
      />
      {(end === 'date' || end === 'both') && (
        <div className={classes.row}>
          <TextInput type="date" label={words.endDate} {...field(form, 'endDate')} />
          <TextInput type="time" label={words.endTime} {...field(form, 'endTime')} />
        </div>
      )}
      {(end === 'count' || end === 'both') && (
        <TextInput
          label={words.maxRuns}
          description={words.maxRunsHint}
          inputMode="numeric"
          className={classes.short ?? ''}
          {...field(form, 'maxRuns')}
        />
      )}
      {(end === 'count' || end === 'both') && <RestartChoice form={form} />}
      <TextInput
        label={`${words.jitter} ${formWords.optional}`}
        description={words.jitterHint}
        {...field(form, 'jitter')}
      />
    </>
  );
}

/** Offers to count anew the runs that were started; nothing where there were none. */
function RestartChoice({ form }: FieldsProps) {
  const { starts, restartCount } = form.values;
  if (starts === null || starts === 0) return null;
  return (
    <label className={classes.check}>
      <input
        type="checkbox"
        checked={restartCount}
        onChange={({ currentTarget }) => form.setFieldValue('restartCount', currentTarget.checked)}
      />
      <span>
        {words.restartCount}
        <small>{words.restartHint(starts)}</small>
      </span>
    </label>
  );
}
