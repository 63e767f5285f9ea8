import { NativeSelect, TextInput } from '@mantine/core';
import { durationMs } from '@punctual/contracts/schedules/duration';
import { Segments } from '../../../../components/segments.tsx';
import { formWords } from '../../../../lib/strings/form.ts';
import { whenWords } from '../../../../lib/strings/form-when.ts';
import { durationText } from '../../../../lib/time/durations.ts';
import { type FieldsProps, field, type JobForm } from '../fields.ts';
import classes from '../job-form.module.css';
import { CALENDAR_UNITS, type Counting, ELAPSED_UNITS, type Unit } from '../job-form-values.ts';
import { everyOf } from './schedule-of.ts';
import { ZoneField } from './zone-field.tsx';

const COUNTINGS = (['elapsed', 'calendar'] as const).map((value) => ({
  value,
  label: whenWords.countings[value],
}));
const UNITS = { elapsed: ELAPSED_UNITS, calendar: CALENDAR_UNITS };

/** Edits an interval: of elapsed time, or of the calendar from a first run on. */
export function IntervalFields({ form }: FieldsProps) {
  const { counting, unit } = form.values;
  const units = (Object.keys(UNITS[counting]) as Unit[]).filter((each) => each !== 'ms' || unit === 'ms');
  const ms = counting === 'elapsed' ? durationMs(everyOf(form.values)) : null;
  const isRequired = counting === 'calendar';
  return (
    <>
      <div className={classes.row}>
        <TextInput label={whenWords.every} inputMode="numeric" {...field(form, 'every')} />
        <NativeSelect
          label={whenWords.unit}
          data={units.map((value) => ({ value, label: whenWords.units[value] }))}
          {...field(form, 'unit')}
        />
      </div>
      <Segments
        name="counting"
        label={whenWords.counting}
        labelShown
        options={COUNTINGS}
        value={counting}
        onChange={(next) => count(form, next)}
      />
      <p className={classes.hint}>{whenWords.countingHints[counting]}</p>
      <div className={classes.row}>
        <TextInput
          type="date"
          label={isRequired ? whenWords.firstDate : `${whenWords.firstDate} ${formWords.optional}`}
          {...field(form, 'firstDate')}
        />
        <TextInput type="time" label={whenWords.firstTime} {...field(form, 'firstTime')} />
        <ZoneField form={form} />
      </div>
      {ms !== null && ms > 0 && form.values.firstDate === '' && (
        <p className={classes.hint}>{whenWords.intervalHint(durationText(ms))}</p>
      )}
    </>
  );
}

/** Replaces a unit that the other way of counting does not know by days. */
function count(form: JobForm, counting: Counting): void {
  const { unit } = form.values;
  form.setValues({ counting, unit: unit in UNITS[counting] ? unit : 'day' });
}
