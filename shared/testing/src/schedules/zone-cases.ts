import { MINUTE_MS } from '@punctual/contracts/time';
import type { Change, Wall } from './zone-oracle.ts';

/** A cron expression and, in code of its own, what it means. */
export type WallCase = { expression: string; rhythm: boolean; matches: (wall: Wall) => boolean };

const HALF = 2;

const STANDING_CASES: readonly WallCase[] = [
  fixed('30 2 * * *', ({ hour, minute }) => hour === 2 && minute === 30),
  fixed('0 0 * * *', ({ hour, minute }) => hour === 0 && minute === 0),
  fixed('0 1,2,3 * * *', ({ hour, minute }) => hour >= 1 && hour <= 3 && minute === 0),
  fixed('*/15 0-3 * * *', ({ hour, minute }) => hour <= 3 && minute % 15 === 0),
  fixed('45 */2 * * *', ({ hour, minute }) => hour % 2 === 0 && minute === 45),
  fixed('5 0-23 * * *', ({ minute }) => minute === 5),
  fixed('* 2 * * *', ({ hour }) => hour === 2),
  fixed(
    '30 1,23 * * SUN',
    ({ hour, minute, weekday }) => (hour === 1 || hour === 23) && minute === 30 && weekday === 0,
  ),
  fixed('59 23 1-15 * *', ({ hour, minute, day }) => hour === 23 && minute === 59 && day <= 15),
  rhythm('0 * * * *', ({ minute }) => minute === 0),
  rhythm('*/7 */1 * * *', ({ minute }) => minute % 7 === 0),
  rhythm('*/20 * * * SUN', ({ minute, weekday }) => minute % 20 === 0 && weekday === 0),
];

/** The standing cases and, for this change, the wall times at the beginning, middle and end of what it skips or repeats. */
export function casesFor(change: Change, stampBefore: number): WallCase[] {
  const edge = stampBefore + Math.min(change.jump, 0);
  const width = Math.abs(change.jump);
  const middle = edge + Math.floor(width / HALF / MINUTE_MS) * MINUTE_MS;
  return [...STANDING_CASES, ...[edge, middle, edge + width].map(dailyAt)];
}

function dailyAt(stamp: number): WallCase {
  const date = new Date(stamp);
  const [h, m] = [date.getUTCHours(), date.getUTCMinutes()];
  return fixed(`${m} ${h} * * *`, ({ hour, minute }) => hour === h && minute === m);
}

function fixed(expression: string, matches: (wall: Wall) => boolean): WallCase {
  return { expression, rhythm: false, matches };
}

function rhythm(expression: string, matches: (wall: Wall) => boolean): WallCase {
  return { expression, rhythm: true, matches };
}
