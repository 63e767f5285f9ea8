import { DAY_MS } from '../../time.ts';
import type { ClockTransition } from './clock-transitions.ts';
import type { LocalTimeRule } from './local-time-search.ts';
import { offsetPeriodAt } from './offset-periods.ts';

/**
 * The effect of a clock change on a schedule: none (`none`), its rhythm goes on by elapsed time (`rhythm`), skipped
 * times come at the change (`shifted`) or not (`skipped`), repeated times run at the first (`once`) or at both (`twice`).
 */
export type ClockChangeEffect = 'none' | 'rhythm' | 'shifted' | 'skipped' | 'once' | 'twice';

/** `times`: the first two local times of the schedule that the change skips or repeats. */
export type ClockChange = { transition: ClockTransition; effect: ClockChangeEffect; times: number[] };

/** Zones that change their clocks do so at least once a year; the search goes no further than this. */
const HORIZON_MS = 2 * 366 * DAY_MS;

/** Finds the next `count` clock changes of `zone` within two years, and their effects on `rule`; null is absolute time. */
export function nextClockChanges(
  zone: string,
  rule: LocalTimeRule | null,
  now: Date,
  count: number,
): ClockChange[] {
  const transitions = transitionsAfter(zone, now.getTime(), count);
  return transitions.map((transition) => ({ transition, ...computeEffect(rule, transition) }));
}

function transitionsAfter(zone: string, now: number, count: number): ClockTransition[] {
  const found: ClockTransition[] = [];
  let period = offsetPeriodAt(zone, now);
  while (period.to < now + HORIZON_MS && found.length < count) {
    const next = offsetPeriodAt(zone, period.to);
    if (next.offset !== period.offset) {
      found.push({ at: period.to, before: period.offset, after: next.offset });
    }
    period = next;
  }
  return found;
}

function computeEffect(
  rule: LocalTimeRule | null,
  { at, before, after }: ClockTransition,
): Pick<ClockChange, 'effect' | 'times'> {
  if (rule === null) return { effect: 'rhythm', times: [] };
  const [from, to] = [at + Math.min(before, after), at + Math.max(before, after)];
  const first = rule.pattern.next(from);
  if (first === null || first >= to) return { effect: 'none', times: [] };
  if (rule.rhythm) return { effect: 'rhythm', times: [] };
  const second = rule.pattern.next(first + 1);
  const times = second === null || second >= to ? [first] : [first, second];
  const { gap, overlap } = rule.dst;
  if (after > before) return { effect: gap === 'shift' ? 'shifted' : 'skipped', times };
  return { effect: overlap === 'once' ? 'once' : 'twice', times };
}
