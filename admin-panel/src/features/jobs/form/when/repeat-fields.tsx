import { Button, NativeSelect } from '@mantine/core';
import { fieldId } from '../../../../lib/forms/field-errors.ts';
import { whenWords } from '../../../../lib/strings/form-when.ts';
import type { FieldsProps } from '../fields.ts';
import classes from '../job-form.module.css';
import { DEFAULT_EXPRESSION } from '../job-form-values.ts';
import { fromExpression } from './from-expression.ts';
import {
  type ChoicesProps,
  choicesFor,
  HOUR_STEPS,
  MINUTE_STEPS,
  REPEAT_UNITS,
  type RepeatChoices,
  type RepeatUnit,
  toExpression,
} from './repeat-choices.ts';
import { RepeatDays } from './repeat-days.tsx';
import { RepeatTimes } from './repeat-times.tsx';
import { severalWeeks } from './several-weeks.ts';
import { WeekFields } from './week-fields.tsx';
import { ZoneField } from './zone-field.tsx';

const words = whenWords.repeat;
const MINUTES = Array.from({ length: 60 }, (_, minute) => String(minute));

/**
 * Shows choices as a view of the expression: a change rewrites it, and one that is richer stays untouched.
 */
export function RepeatFields({ form }: FieldsProps) {
  const { expression } = form.values;
  const choices = fromExpression(expression);
  const isSingle = severalWeeks(form.values) !== null;
  const write = (next: RepeatChoices) => {
    form.setFieldValue('expression', toExpression(next));
    form.clearFieldError('expression');
  };
  if (choices === null) return <Richer form={form} />;
  return (
    <>
      <div className={classes.row}>
        <NativeSelect
          id={fieldId('expression')}
          label={words.unit}
          error={form.errors.expression}
          data={REPEAT_UNITS.map((value) => ({ value, label: words.units[value] }))}
          value={choices.unit}
          onChange={({ currentTarget }) => write(choicesFor(currentTarget.value as RepeatUnit, choices))}
        />
        <Pace choices={choices} write={write} />
        {choices.unit === 'week' && <WeekFields form={form} choices={choices} />}
        <ZoneField form={form} />
      </div>
      <RepeatDays choices={choices} write={write} isSingle={isSingle} />
      {'hours' in choices && <RepeatTimes choices={choices} write={write} isSingle={isSingle} />}
      <p className={classes.hint}>{isSingle ? words.weeksHint : <code>{words.asCron(expression)}</code>}</p>
    </>
  );
}

function Pace({ choices, write }: ChoicesProps) {
  if (choices.unit !== 'minute' && choices.unit !== 'hour') return null;
  const isMinute = choices.unit === 'minute';
  const label = isMinute ? words.everyMinutes : words.everyHours;
  return (
    <>
      <NativeSelect
        label={words.every}
        data={(isMinute ? MINUTE_STEPS : HOUR_STEPS).map((step) => ({
          value: String(step),
          label: label(step),
        }))}
        value={String(choices.every)}
        onChange={({ currentTarget }) => write({ ...choices, every: Number(currentTarget.value) })}
      />
      {choices.unit === 'hour' && (
        <NativeSelect
          label={words.atMinute}
          data={MINUTES}
          value={String(choices.minute)}
          onChange={({ currentTarget }) => write({ ...choices, minute: Number(currentTarget.value) })}
        />
      )}
    </>
  );
}

/** Offers ways on from a richer expression, which is never simplified silently. */
function Richer({ form }: FieldsProps) {
  return (
    <div className={classes.offer}>
      <strong>{words.richer}</strong>
      <p>
        <code>{form.values.expression}</code>
      </p>
      <p className={classes.hint}>{words.richerText}</p>
      <div className={classes.chips}>
        <Button size="xs" onClick={() => form.setFieldValue('mode', 'cron')}>
          {words.toCron}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => form.setFieldValue('expression', DEFAULT_EXPRESSION)}
        >
          {words.beginAnew}
        </Button>
      </div>
    </div>
  );
}
