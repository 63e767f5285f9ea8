import { HOUR_MS, MINUTE_MS } from '../../time.ts';
import type { ClockChange } from '../time/clock-changes.ts';
import type { ClockTransition } from '../time/clock-transitions.ts';
import type { ScheduleWords } from './schedule-words.ts';
import { localTimeWords } from './words.ts';

/** Describes a clock change and its effect on a schedule in one or two sentences; `now` decides if the year is named. */
export function describeClockChange(
  change: ClockChange,
  zone: string,
  now: Date,
  words: ScheduleWords,
): string {
  return `${changeWords(change.transition, zone, now, words)} ${effectWords(change, words)}`;
}

/** "Clocks go forward on Sun 28 March at 02:00 in Paris." */
function changeWords({ at, before, after }: ClockTransition, zone: string, now: Date, words: ScheduleWords) {
  const date = new Date(at + before);
  const year = date.getUTCFullYear() === now.getUTCFullYear() ? '' : ` ${date.getUTCFullYear()}`;
  const weekday = words.shortWeekday(date.getUTCDay());
  const day = words.clocks.date(weekday, date.getUTCDate(), words.month(date.getUTCMonth() + 1), year);
  const moved = Math.abs(after - before);
  const minutes = moved === HOUR_MS ? null : moved / MINUTE_MS;
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return words.clocks.change(after > before, minutes, day, localTimeWords(at + before), city);
}

function effectWords(
  { effect, times, transition: { at, before, after } }: ClockChange,
  { clocks, range }: ScheduleWords,
): string {
  if (effect === 'none' || effect === 'rhythm') return clocks[effect];
  const end = localTimeWords(at + Math.max(before, after));
  const isOne = times.length === 1;
  const span = isOne
    ? localTimeWords(times[0] ?? at)
    : range(localTimeWords(at + Math.min(before, after)), end);
  return clocks[isOne ? 'one' : 'many'][effect](span, end);
}
