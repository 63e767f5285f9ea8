import { createCalendarWords } from './calendar-words.ts';
import type { TimeUnit } from './duration-words.ts';

const calendar = createCalendarWords('en-GB');
const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const NTHS = ['', 'first', 'second', 'third', 'fourth', 'fifth'];

/** 1 → "1st", 30 → "30th". */
const ordinal = (value: number): string => `${value}${SUFFIXES[ORDINALS.select(value)] ?? 'th'}`;
const nth = (place: number | 'L'): string => (place === 'L' ? 'last' : (NTHS[place] ?? ordinal(place)));
const have = (count: number): string => (count === 1 ? 'has' : 'have');

/** Words of schedules, in English: the shape that every other language has too. */
export const english = {
  ...calendar,
  range: (from: string, to: string): string => `${from} to ${to}`,
  date: (weekday: string, day: number, month: string, year: number): string =>
    `${weekday} ${day} ${month} ${year}`,
  dayOfMonth: (day: number, month: string): string => `${day} ${month}`,
  instant: (date: string, time: string, zone: string): string => `${date} at ${time}, ${zone}`,
  every: (count: number, unit: TimeUnit): string =>
    count === 1 ? `every ${unit}` : `every ${count.toLocaleString('en-US')} ${unit}s`,
  everyDay: 'every day',
  everyWeekday: (days: string): string => `every ${days}`,
  everyWorkday: 'every weekday (Monday to Friday)',

  at: (times: string): string => `at ${times}`,
  atUnits: (unit: 'second' | 'minute' | 'hour', count: number, values: string): string =>
    `at ${unit}${count === 1 ? '' : 's'} ${values}`,
  anew: { second: ', anew each minute', minute: ', anew each hour', hour: ', anew each day' },
  ofEveryHour: ' of every hour',
  ofEveryNthHour: (step: number): string => ` of every ${ordinal(step)} hour`,
  fromTo: (first: string, last: string): string => `from ${first} to ${last}`,
  inHours: (hours: string): string => `in the hours from ${hours}`,

  everyDayIn: (months: string): string => `every day ${months}`,
  inMonths: (months: string, _isRange: boolean): string => `in ${months}`,
  everyYearOn: (date: string): string => `every year on ${date}`,
  onDays: (days: string): string => `on ${days}`,
  ofEveryMonth: ' of every month',
  ofMonths: (months: string, _isRange: boolean): string => ` of ${months}`,
  monthDay: (day: number): string => `the ${ordinal(day)}`,
  monthDays: (from: number, to: number): string => `the ${ordinal(from)} to ${ordinal(to)}`,
  steppedDays: (step: number, from: number, to: number): string =>
    `every ${ordinal(step)} day from the ${ordinal(from)} to ${ordinal(to)}`,
  nearestWeekday: (day: number): string => `the weekday nearest the ${ordinal(day)}`,
  lastDay: 'the last day',
  lastWeekday: 'the last weekday',
  onNthWeekdays: (days: string): string => `on ${days} of the month`,
  nthWeekday: (place: number | 'L', weekday: string): string => `the ${nth(place)} ${weekday}`,
  thatNthWeekday: (place: number | 'L', weekday: string): string => `the ${nth(place)} ${weekday}`,
  aWeekday: (weekday: string): string => `a ${weekday}`,
  alsoOn: (days: string, others: string): string => `${days} and also ${others}`,
  onlyIf: (days: string, chosen: string): string => `${days} if that is ${chosen},`,

  once: (instant: string): string => `Once on ${instant}`,
  from: (lead: string, instant: string): string => `${lead} from ${instant}`,
  fromDate: (date: string): string => `, from ${date}`,
  onWeekday: (lead: string, weekday: string): string => `${lead} on ${weekday}`,
  onMonthDay: (lead: string, day: number): string => `${lead} on the ${ordinal(day)}`,
  onDate: (lead: string, date: string): string => `${lead} on ${date}`,
  shorterMonths: ' (the last day of shorter months)',
  otherYears: ' (28 February in other years)',
  until: (instant: string): string => `until ${instant}`,
  atMost: (runs: number): string => (runs === 1 ? 'once at most' : `${runs} times at most`),
  later: (duration: string): string => `up to ${duration} later`,

  never: {
    noDate: 'This schedule never runs: no date has all of its days.',
    tooLate: (months: string, count: number, day: number): string =>
      `This schedule never runs: ${months} ${have(count)} no ${ordinal(day)}.`,
  },
  clocks: {
    date: (weekday: string, day: number, month: string, year: string): string =>
      `${weekday} ${day} ${month}${year}`,
    change: (isForward: boolean, minutes: number | null, date: string, time: string, city: string): string =>
      `Clocks go ${isForward ? 'forward' : 'back'}${minutes === null ? '' : ` by ${minutes} minutes`} on ${date} at ${time} in ${city}.`,
    none: 'No run is affected.',
    rhythm: 'It keeps its rhythm.',
    // `one`: a run at a time; `many`: the runs within a time.
    one: {
      shifted: (time: string, end: string): string => `The run of ${time} comes at ${end} instead.`,
      skipped: (time: string): string => `The run of ${time} is skipped that day.`,
      once: (time: string): string => `The run of ${time} comes once, at the first of the two.`,
      twice: (time: string): string => `The run of ${time} comes twice.`,
    },
    many: {
      shifted: (times: string, end: string): string => `Runs from ${times} come at ${end} instead.`,
      skipped: (times: string): string => `Runs from ${times} are skipped that day.`,
      once: (times: string): string => `Runs from ${times} come once, at the first of the two.`,
      twice: (times: string): string => `Runs from ${times} come twice.`,
    },
  },
  warnings: {
    ended: 'No run is left: this schedule has ended.',
    rare: (first: string, second: string): string =>
      `Runs less than once a year: next on ${first}, then on ${second}.`,
    leapDay: 'In years without 29 February it runs on 28 February.',
    shorterMonths: (day: number): string => `In months without a ${ordinal(day)} it runs on their last day.`,
    mostFebruaries: 'February of most years',
    lacking: (months: string, count: number, day: number): string =>
      `${months} ${have(count)} no ${ordinal(day)}: no run then. For the last day of the month write L.`,
    joined: (days: string, weekdays: string, notOnly: string): string =>
      `Runs on ${days} and also ${weekdays.startsWith('on ') ? weekdays : `on ${weekdays}`}, ${notOnly}.`,
    dayRange: (from: number, to: number): string => `days ${from}–${to}`,
    notOnlyFirst: (weekday: string): string => `not only on the first ${weekday}`,
    notOnlyBoth: 'not only where both fall on one day',
  },
};
