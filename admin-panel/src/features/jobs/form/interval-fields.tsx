import { NativeSelect, TextInput } from '@mantine/core';
import { durationMs } from '@punctual/shared/schedules/duration';
import { en } from '../../../lib/strings/en.ts';
import { durationText } from '../../../lib/time/durations.ts';
import { type FieldsProps, field } from './fields.ts';
import classes from './job-form.module.css';
import { UNITS, type Unit } from './job-form-values.ts';
import { everyOf } from './schedule-of.ts';

const UNIT_OPTIONS = (Object.keys(UNITS) as Unit[]).map((value) => ({ value, label: en.form.units[value] }));

export function IntervalFields({ form }: FieldsProps) {
  const ms = durationMs(everyOf(form.values));
  return (
    <>
      <div className={classes.row}>
        <TextInput label={en.form.every} inputMode="numeric" {...field(form, 'every')} />
        <NativeSelect label={en.form.unit} data={UNIT_OPTIONS} {...field(form, 'unit')} />
      </div>
      {ms !== null && ms > 0 && <p className={classes.hint}>{en.form.intervalHint(durationText(ms))}</p>}
    </>
  );
}
