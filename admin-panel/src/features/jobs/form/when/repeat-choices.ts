export const REPEAT_UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type RepeatUnit = (typeof REPEAT_UNITS)[number];

/**
 * Times of a day: the same minute in one or more hours, from the earliest. One expression cannot express
 * more.
 */
export interface Times {
  minute: number;
  hours: readonly number[];
}

/** "The first Monday": the weekdays of a month are counted, or its last one is meant. */
interface NthWeekday {
  nth: (typeof NTHS)[number];
  weekday: number;
}
export const NTHS = [1, 2, 3, 4, 'last'] as const;

/** A workday is one from Monday to Friday. */
export type DayOfMonth = number | 'last' | 'firstWorkday' | 'lastWorkday' | NthWeekday;

/** The choices that "Repeat" offers. Weekdays are 0 (Sunday) to 6, from Monday on; months 1 to 12. */
export type RepeatChoices =
  | { unit: 'minute'; every: number }
  | { unit: 'hour'; every: number; minute: number }
  | ({ unit: 'day' } & Times)
  | ({ unit: 'week'; weekdays: readonly number[] } & Times)
  | ({ unit: 'month'; day: DayOfMonth } & Times)
  | ({ unit: 'year'; month: number; day: DayOfMonth } & Times);

/** Steps that come out even: 7 would begin anew each hour. */
export const MINUTE_STEPS = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30];
export const HOUR_STEPS = [1, 2, 3, 4, 6, 8, 12];
/** Weeks between two runs; more than one counts from a first week. */
export const WEEK_STEPS = [1, 2, 3, 4, 6, 8];
export const WEEK = [1, 2, 3, 4, 5, 6, 0];

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WORKDAYS = '1,2,3,4,5';

/** Formats choices as a cron expression; `fromExpression` reads it back. */
export function toExpression(choices: RepeatChoices): string {
  switch (choices.unit) {
    case 'minute':
      return `${step(choices.every)} * * * *`;
    case 'hour':
      return `${choices.minute} ${step(choices.every)} * * *`;
    case 'day':
      return `${times(choices)} * * *`;
    case 'week':
      return `${times(choices)} * * ${weekdaysPart(choices.weekdays)}`;
    case 'month':
      return `${times(choices)} ${onDay(choices.day, '*')}`;
    case 'year':
      return `${times(choices)} ${onDay(choices.day, MONTHS[choices.month - 1] ?? '*')}`;
  }
}

const step = (every: number): string => (every === 1 ? '*' : `*/${every}`);

const times = ({ minute, hours }: Times): string => `${minute} ${hours.join(',')}`;

const NAMED_DAYS = { last: 'L', firstWorkday: '1W', lastWorkday: 'LW' } as const;

/** Formats the last three parts: day, month and weekday. */
function onDay(day: DayOfMonth, month: string): string {
  if (typeof day === 'object') {
    const nth = day.nth === 'last' ? 'L' : day.nth;
    return `* ${month} ${WEEKDAYS[day.weekday]}#${nth}`;
  }
  return `${typeof day === 'number' ? day : NAMED_DAYS[day]} ${month} *`;
}

const weekdaysPart = (weekdays: readonly number[]): string =>
  weekdays.join() === WORKDAYS ? 'MON-FRI' : weekdays.map((day) => WEEKDAYS[day]).join(',');

const NINE: Times = { minute: 0, hours: [9] };

/** Begins with a unit: what the choices of another unit have in common with it is kept. */
export function choicesFor(unit: RepeatUnit, before: RepeatChoices | null): RepeatChoices {
  const kept: Times = before && 'hours' in before ? before : NINE;
  const { minute, hours } = kept;
  const day = before && 'day' in before ? before.day : 1;
  switch (unit) {
    case 'minute':
      return { unit, every: 15 };
    case 'hour':
      return { unit, every: 1, minute: 0 };
    case 'day':
      return { unit, minute, hours };
    case 'week':
      return { unit, weekdays: [1], minute, hours };
    case 'month':
      return { unit, day, minute, hours };
    case 'year':
      return { unit, month: 1, day, minute, hours };
  }
}

/** Edits choices: `write` takes those that take their place. */
export interface ChoicesProps<T extends RepeatChoices = RepeatChoices> {
  choices: T;
  /** Only one day and one time of it. */
  isSingle?: boolean;
  write: (next: RepeatChoices) => void;
}
