import { NativeSelect } from '@mantine/core';
import { whenWords } from '../../../../lib/strings/form-when.ts';
import classes from '../job-form.module.css';
import { localWeek } from './local-week.ts';
import { type ChoicesProps, type DayOfMonth, type RepeatChoices, WEEK } from './repeat-choices.ts';

const words = whenWords.repeat;
const DAYS = [
  ...Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: String(index + 1) })),
  { value: 'last', label: words.lastDay },
];
const MONTHS = whenWords.monthNames.map((label, index) => ({ value: String(index + 1), label }));

/** On which days: only what the unit needs. */
export function RepeatDays({ choices, write }: ChoicesProps) {
  if (choices.unit === 'week') return <Weekdays choices={choices} write={write} />;
  if (choices.unit !== 'month' && choices.unit !== 'year') return null;
  return (
    <div className={classes.row}>
      {choices.unit === 'year' && (
        <NativeSelect
          label={words.month}
          data={MONTHS}
          value={String(choices.month)}
          onChange={({ currentTarget }) => write({ ...choices, month: Number(currentTarget.value) })}
        />
      )}
      <NativeSelect
        label={words.day}
        data={DAYS}
        value={String(choices.day)}
        onChange={({ currentTarget }) => write({ ...choices, day: dayOf(currentTarget.value) })}
      />
    </div>
  );
}

const dayOf = (value: string): DayOfMonth => (value === 'last' ? 'last' : Number(value));

type Weekly = Extract<RepeatChoices, { unit: 'week' }>;

/** Seven toggles, from the day on which the week begins here; the last one that is on stays on. */
function Weekdays({ choices, write }: ChoicesProps<Weekly>) {
  const chosen = choices.weekdays;
  const toggle = (day: number) => {
    const next = WEEK.filter((each) => chosen.includes(each) !== (each === day));
    if (next.length > 0) write({ ...choices, weekdays: next });
  };
  return (
    <fieldset className={classes.weekdays}>
      <legend>{words.weekdays}</legend>
      {localWeek().map((day) => (
        <label key={day} title={whenWords.weekdayNames[day]}>
          <input
            type="checkbox"
            aria-label={whenWords.weekdayNames[day]}
            checked={chosen.includes(day)}
            onChange={() => toggle(day)}
          />
          <span aria-hidden>{whenWords.weekdayShort[day]}</span>
        </label>
      ))}
    </fieldset>
  );
}
