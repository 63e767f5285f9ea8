import { HOUR_MS, MINUTE_MS } from '../../time.ts';
import type { ClockChange } from '../time/clock-changes.ts';
import type { ClockTransition } from '../time/clock-transitions.ts';
import { localTimeWords, monthName, weekdayName } from './words.ts';

/** Describes a clock change and its effect on a schedule in one or two sentences; `now` decides if the year is named. */
export function describeClockChange(change: ClockChange, zone: string, now: Date): string {
  return `${changeWords(change.transition, zone, now)} ${effectWords(change)}`;
}

/** "Clocks go forward on Sun 28 March at 02:00 in Paris." */
function changeWords({ at, before, after }: ClockTransition, zone: string, now: Date): string {
  const date = new Date(at + before);
  const weekday = weekdayName(date.getUTCDay()).slice(0, 3);
  const year = date.getUTCFullYear() === now.getUTCFullYear() ? '' : ` ${date.getUTCFullYear()}`;
  const day = `${weekday} ${date.getUTCDate()} ${monthName(date.getUTCMonth() + 1)}${year}`;
  const moved = Math.abs(after - before);
  const amount = moved === HOUR_MS ? '' : ` by ${moved / MINUTE_MS} minutes`;
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return `Clocks go ${after > before ? 'forward' : 'back'}${amount} on ${day} at ${localTimeWords(at + before)} in ${city}.`;
}

function effectWords({ effect, times, transition: { at, before, after } }: ClockChange): string {
  const end = localTimeWords(at + Math.max(before, after));
  const isOne = times.length === 1;
  const range = isOne
    ? localTimeWords(times[0] ?? at)
    : `${localTimeWords(at + Math.min(before, after))} to ${end}`;
  const [run, runs] = isOne ? ['The run of', 'comes'] : ['Runs from', 'come'];
  switch (effect) {
    case 'none':
      return 'No run is affected.';
    case 'rhythm':
      return 'It keeps its rhythm.';
    case 'shifted':
      return `${run} ${range} ${runs} at ${end} instead.`;
    case 'skipped':
      return `${run} ${range} ${isOne ? 'is' : 'are'} skipped that day.`;
    case 'once':
      return `${run} ${range} ${runs} once, at the first of the two.`;
    case 'twice':
      return `${run} ${range} ${runs} twice.`;
  }
}
