import { NativeSelect } from '@mantine/core';
import { whenWords } from '../../../../lib/strings/form-when.ts';
import classes from '../job-form.module.css';
import { type ChoicesProps, type DayOfMonth, NTHS, type RepeatChoices, WEEK } from './repeat-choices.ts';

const words = whenWords.repeat;
/** Begins the values of days that are named by a weekday. */
const NTH = 'nth-';
const DAYS = [
  ...Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: String(index + 1) })),
  { value: 'last', label: words.lastDay },
  { value: 'firstWorkday', label: words.firstWorkday },
  { value: 'lastWorkday', label: words.lastWorkday },
  ...NTHS.map((nth) => ({ value: `${NTH}${nth}`, label: words.nths[nth] })),
];
const MONTHS = whenWords.monthNames.map((label, index) => ({ value: String(index + 1), label }));

/** Edits the days: only what the unit needs. */
export function RepeatDays({ choices, write, isSingle }: ChoicesProps) {
  if (choices.unit === 'week') return <Weekdays choices={choices} write={write} isSingle={isSingle} />;
  if (choices.unit !== 'month' && choices.unit !== 'year') return null;
  const { day } = choices;
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
        value={typeof day === 'object' ? `${NTH}${day.nth}` : String(day)}
        onChange={({ currentTarget }) => write({ ...choices, day: dayOf(currentTarget.value, day) })}
      />
      {typeof day === 'object' && (
        <NativeSelect
          label={words.weekday}
          data={localWeek().map((each) => ({
            value: String(each),
            label: whenWords.weekdayNames[each] ?? '',
          }))}
          value={String(day.weekday)}
          onChange={({ currentTarget }) =>
            write({ ...choices, day: { ...day, weekday: Number(currentTarget.value) } })
          }
        />
      )}
    </div>
  );
}

/** Reads the value of the choice of a day; a weekday that was chosen before is kept, otherwise it is Monday. */
function dayOf(value: string, before: DayOfMonth): DayOfMonth {
  const nth = NTHS.find((each) => value === `${NTH}${each}`);
  if (nth !== undefined) return { nth, weekday: typeof before === 'object' ? before.weekday : 1 };
  return value === 'last' || value === 'firstWorkday' || value === 'lastWorkday' ? value : Number(value);
}

type Weekly = Extract<RepeatChoices, { unit: 'week' }>;

/**
 * Shows seven toggles, from the day on which the week begins for the viewer; the last one that is on stays
 * on. Where only one may be on they are choices.
 */
function Weekdays({ choices, write, isSingle = false }: ChoicesProps<Weekly>) {
  const chosen = choices.weekdays;
  const toggle = (day: number) => {
    const next = isSingle ? [day] : WEEK.filter((each) => chosen.includes(each) !== (each === day));
    if (next.length > 0) write({ ...choices, weekdays: next });
  };
  return (
    <fieldset className={classes.weekdays}>
      <legend>{words.weekdays}</legend>
      {localWeek().map((day) => (
        <label key={day} title={whenWords.weekdayNames[day]}>
          <input
            type={isSingle ? 'radio' : 'checkbox'}
            name="weekdays"
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

/** A week as newer browsers describe it, and TypeScript does not yet: 1 is Monday, 7 Sunday. */
interface WeekInfo {
  firstDay: number;
}
type WithWeek = Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };

/** Lists the days of a week (0 is Sunday) from the one on which it begins for the viewer; Monday where that is unknown. */
function localWeek(locale: string = navigator.language): number[] {
  const known = new Intl.Locale(locale) as WithWeek;
  const first = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
  const start = WEEK.indexOf(first % WEEK.length);
  return [...WEEK.slice(start), ...WEEK.slice(0, start)];
}
