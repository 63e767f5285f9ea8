import { NativeSelect } from '@mantine/core';
import { fieldId } from '../../../../lib/forms/field-errors.ts';
import { whenWords } from '../../../../lib/strings/form-when.ts';
import { dayText } from '../../../../lib/time/instants.ts';
import { isTimezone } from '../../../../lib/time/zones.ts';
import type { FieldsProps, JobForm } from '../fields.ts';
import { type RepeatChoices, toExpression, WEEK_STEPS } from './repeat-choices.ts';
import { firstTime, nextOn, roundStarts, type SeveralWeeks, severalWeeks } from './several-weeks.ts';

const words = whenWords.repeat;

interface Props extends FieldsProps {
  choices: Extract<RepeatChoices, { unit: 'week' }>;
}

/** Asks for every how many weeks, and which week is the first one. */
export function WeekFields({ form, choices }: Props) {
  const several = severalWeeks(form.values);
  const weeks = several?.weeks ?? 1;
  const steps = [...new Set([...WEEK_STEPS, weeks])];
  return (
    <>
      <NativeSelect
        label={words.every}
        data={steps.map((step) => ({ value: String(step), label: words.everyWeeks(step) }))}
        value={String(weeks)}
        onChange={({ currentTarget }) => choose(form, choices, Number(currentTarget.value))}
      />
      {several && <FirstWeek form={form} several={several} />}
    </>
  );
}

function FirstWeek({ form, several }: FieldsProps & { several: SeveralWeeks }) {
  const { dates, chosen } = roundStarts(several, knownZone(form), new Date());
  return (
    <NativeSelect
      id={fieldId('firstWeek')}
      label={words.firstWeek}
      error={form.errors.firstWeek}
      data={dates.map((value) => ({ value, label: dayText(new Date(value), 'UTC') }))}
      value={chosen}
      onChange={({ currentTarget }) => form.setFieldValue('firstWeek', currentTarget.value)}
    />
  );
}

/** Keeps the first weekday and the first time where more than every week is chosen: a round of weeks has one run. */
function choose(form: JobForm, choices: Props['choices'], weeks: number): void {
  const [weekday = 1] = choices.weekdays;
  const hours = choices.hours.slice(0, 1);
  const expression = weeks === 1 ? choices : { ...choices, weekdays: [weekday], hours };
  const firstWeek = form.values.firstWeek || nextOn(weekday, firstTime(choices), knownZone(form), new Date());
  form.setValues({ weeks, firstWeek, expression: toExpression(expression) });
}

const knownZone = ({ values: { zone } }: JobForm): string => (isTimezone(zone) ? zone : 'UTC');
