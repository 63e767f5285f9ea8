import { DAY_MS, HOUR_MS, MINUTE_MS } from '@punctual/contracts/time';
import { whenWords } from '../../../../lib/strings/form-when.ts';

import { wallTimeAt } from '../../../../lib/time/wall-time.ts';
import type { JobFormValues } from '../job-form-values.ts';

type Times = Pick<JobFormValues, 'date' | 'time' | 'afterMs'>;

export interface QuickTime {
  label: string;
  times: (zone: string, now: Date) => Times;
}

const after =
  (ms: number) =>
  (zone: string, now: Date): Times => ({
    ...toMinute(new Date(now.getTime() + ms), zone),
    afterMs: ms,
  });

function toMinute(instant: Date, zone: string): { date: string; time: string } {
  const wall = wallTimeAt(instant, zone);
  return { date: wall.date, time: wall.time.slice(0, 5) };
}

/** Computes nine o'clock, some days from today on the calendar of `zone`. */
function nineIn(days: number, zone: string, now: Date): Times {
  const today = wallTimeAt(now, zone).date;
  const date = new Date(Date.parse(today) + days * DAY_MS).toISOString().slice(0, 10);
  return { date, time: '09:00', afterMs: null };
}

/** Computes the days until the next Monday, never 0. */
export function daysToMonday(zone: string, now: Date): number {
  const weekday = new Date(wallTimeAt(now, zone).date).getUTCDay();
  return (8 - weekday) % 7 || 7;
}

export const QUICK_TIMES: readonly QuickTime[] = [
  { label: whenWords.inMinute, times: after(MINUTE_MS) },
  { label: whenWords.inHour, times: after(HOUR_MS) },
  { label: whenWords.tomorrow, times: (zone, now) => nineIn(1, zone, now) },
  { label: whenWords.monday, times: (zone, now) => nineIn(daysToMonday(zone, now), zone, now) },
];
