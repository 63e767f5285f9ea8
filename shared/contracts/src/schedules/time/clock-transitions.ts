import { DAY_MS, SECOND_MS } from '../../time.ts';
import { offsetAt } from './zones.ts';

/** Two changes closer than this that cancel each other would be missed; tzdb has none since 1970. */
export const PROBE_STEP_MS = 4 * DAY_MS;

/** The clocks of a zone move at the instant `at` from the offset `before` to `after` (all ms). */
export type ClockTransition = { at: number; before: number; after: number };

/** Finds all clock changes of `zone` in [from, to), in order. Not cached. */
export function transitionsBetween(zone: string, from: number, to: number): ClockTransition[] {
  const transitions: ClockTransition[] = [];
  let before = offsetAt(zone, from - SECOND_MS);
  for (let low = from - SECOND_MS; low < to - SECOND_MS; low += PROBE_STEP_MS) {
    const high = Math.min(low + PROBE_STEP_MS, to - SECOND_MS);
    const after = offsetAt(zone, high);
    if (after !== before) transitions.push(...transitionsWithin(zone, low, high));
    before = after;
  }
  return transitions;
}

/** Finds the changes after `low` up to `high`, whose offsets differ: by halving for one, then again behind it. */
function transitionsWithin(zone: string, low: number, high: number): ClockTransition[] {
  const before = offsetAt(zone, low);
  const end = offsetAt(zone, high);
  if (before === end) return [];
  let [left, right] = [Math.floor(low / SECOND_MS), Math.floor(high / SECOND_MS)];
  while (right - left > 1) {
    const middle = Math.floor((left + right) / 2);
    if (offsetAt(zone, middle * SECOND_MS) === before) left = middle;
    else right = middle;
  }
  const at = right * SECOND_MS;
  return [{ at, before, after: offsetAt(zone, at) }, ...transitionsWithin(zone, at, high)];
}
