import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../time.ts';
import { cronPattern } from '../cron/cron-pattern.ts';
import { monthName, wallTimeWords, weekdayName } from '../describe/words.ts';
import { frequencyPattern } from '../frequency-pattern.ts';
import type { Schedule } from '../schedule.ts';
import type { LocalTimePattern } from './local-time-pattern.ts';
import { offsetPeriodAt, type Transition } from './offset-periods.ts';
import { offsetAt } from './zones.ts';

/**
 * What a clock change does to a schedule: nothing (`none`), its rhythm goes on by elapsed time (`rhythm`), skipped
 * times come at the change (`shifted`) or not (`skipped`), repeated times run at the first (`once`) or at both (`twice`).
 */
export type ClockChangeEffect = 'none' | 'rhythm' | 'shifted' | 'skipped' | 'once' | 'twice';

/** `at`: the instant of the change, ISO UTC. `message`: one or two sentences for the user. */
export type ClockChange = { at: string; effect: ClockChangeEffect; message: string };

type Effect = { kind: ClockChangeEffect; times: number[] };

/** Zones that change their clocks do it at least yearly; more is not looked ahead. */
const HORIZON = 2 * 366 * DAY_MS;

/** The next `count` clock changes of the schedule's zone within two years; none for kinds without a zone. */
export function nextClockChanges(schedule: Schedule, now: Date, count: number): ClockChange[] {
  if (schedule.kind !== 'cron' && schedule.kind !== 'frequency') return [];
  const { timezone } = schedule;
  return transitionsAfter(timezone, now.getTime(), count).map((change) => {
    const effect = effectOn(schedule, change);
    const message = `${changeWords(change, timezone, now)} ${effectWords(effect, change)}`;
    return { at: new Date(change.at).toISOString(), effect: effect.kind, message };
  });
}

function transitionsAfter(zone: string, now: number, count: number): Transition[] {
  const found: Transition[] = [];
  let piece = offsetPeriodAt(zone, now);
  while (piece.to < now + HORIZON && found.length < count) {
    const next = offsetPeriodAt(zone, piece.to);
    if (next.offset !== piece.offset) found.push({ at: piece.to, before: piece.offset, after: next.offset });
    piece = next;
  }
  return found;
}

/** `times`: the first two of its wall times in the stretch that is skipped or repeated. */
function effectOn(schedule: Schedule, { at, before, after }: Transition): Effect {
  const times = wallTimes(schedule);
  if (times === null) return { kind: 'rhythm', times: [] };
  const [from, to] = [at + Math.min(before, after), at + Math.max(before, after)];
  const first = times.next(from);
  if (first === null || first >= to) return { kind: 'none', times: [] };
  if (times.rhythm) return { kind: 'rhythm', times: [] };
  const second = times.next(first + 1);
  const affected = second === null || second >= to ? [first] : [first, second];
  const { gap, overlap } = schedule.dst;
  if (after > before) return { kind: gap === 'shift' ? 'shifted' : 'skipped', times: affected };
  return { kind: overlap === 'once' ? 'once' : 'twice', times: affected };
}

/** The wall times of a schedule, or null for steps of absolute time. */
function wallTimes(schedule: Schedule): (LocalTimePattern & { rhythm?: boolean }) | null {
  if (schedule.kind === 'cron') return cronPattern(schedule.expression);
  if (schedule.kind !== 'frequency' || schedule.frequency === 'HOURLY') return null;
  const start = Date.parse(schedule.startDate);
  return frequencyPattern(schedule.frequency, schedule.interval, start + offsetAt(schedule.timezone, start));
}

/** "Clocks go forward on Sun 28 March at 02:00 in Paris." */
function changeWords({ at, before, after }: Transition, zone: string, now: Date): string {
  const date = new Date(at + before);
  const weekday = weekdayName(date.getUTCDay()).slice(0, 3);
  const year = date.getUTCFullYear() === now.getUTCFullYear() ? '' : ` ${date.getUTCFullYear()}`;
  const day = `${weekday} ${date.getUTCDate()} ${monthName(date.getUTCMonth() + 1)}${year}`;
  const moved = Math.abs(after - before);
  const amount = moved === HOUR_MS ? '' : ` by ${moved / MINUTE_MS} minutes`;
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return `Clocks go ${after > before ? 'forward' : 'back'}${amount} on ${day} at ${wallTimeWords(at + before)} in ${city}.`;
}

function effectWords({ kind, times }: Effect, { at, before, after }: Transition): string {
  const end = wallTimeWords(at + Math.max(before, after));
  const isOne = times.length === 1;
  const range = isOne
    ? wallTimeWords(times[0] ?? at)
    : `${wallTimeWords(at + Math.min(before, after))} to ${end}`;
  const [run, runs] = isOne ? ['The run of', 'comes'] : ['Runs from', 'come'];
  switch (kind) {
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
