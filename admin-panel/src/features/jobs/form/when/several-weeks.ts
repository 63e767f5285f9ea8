import { DAY_MS } from '@punctual/contracts/time';
import { wallTimeAt } from '../../../../lib/time/wall-time.ts';
import type { JobFormValues } from '../job-form-values.ts';
import { fromExpression } from './from-expression.ts';
import { type Times, WEEK } from './repeat-choices.ts';

/** "Every second Monday at 09:00": one weekday and one time, each so many weeks, counted from a date. */
export interface SeveralWeeks {
  weeks: number;
  time: string;
  /** The date that is counted from, 2026-12-07: of the week that was chosen the day that is meant. */
  from: string;
}

type Values = Pick<JobFormValues, 'mode' | 'weeks' | 'firstWeek' | 'expression'>;

/**
 * Reads the choice of every second, third or further week; null where the form says something else. The API has it as
 * a frequency with its first run: cron cannot count weeks.
 */
export function severalWeeks({ mode, weeks, firstWeek, expression }: Values): SeveralWeeks | null {
  if (mode !== 'repeat' || weeks === 1 || firstWeek === '') return null;
  const choices = fromExpression(expression);
  if (choices?.unit !== 'week' || choices.weekdays.length > 1 || choices.hours.length > 1) return null;
  return { weeks, time: firstTime(choices), from: inWeekOf(firstWeek, choices.weekdays[0] ?? 1) };
}

/** Formats the first time of a day: 09:00. */
export const firstTime = ({ hours, minute }: Times): string =>
  [hours[0] ?? 0, minute].map((part) => String(part).padStart(2, '0')).join(':');

/** Finds the next date on a weekday whose time is still to come on the clocks of a zone. */
export function nextOn(weekday: number, time: string, zone: string, now: Date): string {
  const today = wallTimeAt(now, zone);
  const days = (weekday - new Date(today.date).getUTCDay() + WEEK.length) % WEEK.length;
  return addDays(today.date, days === 0 && time <= today.time.slice(0, time.length) ? WEEK.length : days);
}

/** Lists the dates at which the next round may begin, and which of them belongs to the rounds that are chosen. */
export function roundStarts({ weeks, time, from }: SeveralWeeks, zone: string, now: Date) {
  const first = nextOn(new Date(from).getUTCDay(), time, zone, now);
  const near = Array.from({ length: weeks }, (_, index) => addDays(first, index * WEEK.length));
  if (near.every((date) => date < from)) return { dates: [...near, from], chosen: from };
  const chosen = near.find((date) => weeksBetween(from, date) % weeks === 0) ?? first;
  return { dates: near, chosen };
}

/** Finds the day of a week, which begins on Monday. */
const inWeekOf = (date: string, weekday: number): string =>
  addDays(date, WEEK.indexOf(weekday) - WEEK.indexOf(new Date(date).getUTCDay()));

const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

const weeksBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / (WEEK.length * DAY_MS);
