import { DAY_MS, HOUR_MS } from '../../time.ts';
import type { DstChoice, OccurrenceNote } from '../schedule.ts';
import type { LocalTimePattern } from './local-time-pattern.ts';
import { type LocalRange, type OffsetPeriod, offsetPeriodAt } from './offset-periods.ts';

/** An occurrence before jitter: its instant in ms, and what a clock change did to it. */
export type NominalOccurrence = { at: number; note?: OccurrenceNote };

/** `rhythm`: every instant whose local time matches. Otherwise fixed local times, with the choices of the schedule. */
export type LocalTimeRule = { pattern: LocalTimePattern; zone: string; rhythm: boolean; dst: DstChoice };

/** The largest offset that a zone ever had: a local time is at most this much earlier than the same time in UTC. */
const FARTHEST_OFFSET = 16 * HOUR_MS;
/** A search ends where for so long every match was skipped: for practical purposes, clocks always skip them. */
const FRUITLESS_MS = 100 * 366 * DAY_MS;
/** The largest clock change that a zone ever had: beyond it no local time repeats. */
const LONGEST_CHANGE = DAY_MS;

/**
 * Finds the first occurrence after the instant `after` (ms); null when there is none up to the instant `until`,
 * or clocks skip every match of a hundred years.
 * Goes from one period of constant offset to the next, and applies the rule for clock changes:
 * - a fixed time that the clocks skip comes at the instant of the change (`gap: shift`) or not at all (`skip`); several
 *   that fall on this instant, skipped or not, are one;
 * - a fixed time that comes twice runs at the first (`overlap: once`) or at both (`both`);
 * - a rhythm runs whenever the local time matches: at both passes, and not in a gap.
 */
export function searchNext(rule: LocalTimeRule, after: number, until: number): NominalOccurrence | null {
  let cursor = after + 1;
  let last = until;
  while (cursor <= last) {
    const period = offsetPeriodAt(rule.zone, cursor);
    if (cursor === period.from && shiftsToStart(rule, period)) return { at: cursor, note: 'gap-shifted' };
    const local = nextFirstPass(rule, period, cursor + period.offset);
    if (local === null) return null;
    if (local - period.offset < period.to) return occurrenceIn(rule, period, local);
    last = Math.min(last, local + FRUITLESS_MS);
    cursor = period.to - cursor < LONGEST_CHANGE ? period.to : Math.max(period.to, local - FARTHEST_OFFSET);
  }
  return null;
}

/** Finds the last occurrence before the instant `before` (ms); null when there is none down to the instant `from`. */
export function searchPrevious(rule: LocalTimeRule, before: number, from: number): NominalOccurrence | null {
  let cursor = before - 1;
  while (cursor >= from) {
    const period = offsetPeriodAt(rule.zone, cursor);
    const match = rule.pattern.previous(cursor + period.offset);
    const local = match === null ? null : lastFirstPass(rule, period, match);
    if (local !== null && local - period.offset >= period.from) {
      return local - period.offset === period.from && shiftsToStart(rule, period)
        ? { at: period.from, note: 'gap-shifted' }
        : occurrenceIn(rule, period, local);
    }
    if (shiftsToStart(rule, period)) return { at: period.from, note: 'gap-shifted' };
    const beforePeriod = period.from - 1;
    const nothingRepeats = cursor - period.from >= LONGEST_CHANGE;
    if (match === null && nothingRepeats) return null;
    // By the match itself: where it is the second of two equal local times, the first lies in the period before.
    cursor =
      match !== null && nothingRepeats ? Math.min(beforePeriod, match + FARTHEST_OFFSET) : beforePeriod;
  }
  return null;
}

/** Checks that the change at the start of this period skipped a match, and that it is to run at the change. */
function shiftsToStart(rule: LocalTimeRule, period: OffsetPeriod): boolean {
  if (period.gap === null || rule.rhythm || rule.dst.gap === 'skip') return false;
  const skipped = rule.pattern.next(period.gap.from);
  return skipped !== null && skipped < period.gap.to;
}

/** Finds the next match; where only the first of two equal local times counts, it passes over the second. */
function nextFirstPass(rule: LocalTimeRule, period: OffsetPeriod, local: number): number | null {
  const match = rule.pattern.next(local);
  if (match === null || !onlyFirst(rule) || !within(period.seen, match)) return match;
  return rule.pattern.next(period.seen.to);
}

/** Takes a match; where only the first of two equal local times counts, the one before the second. */
function lastFirstPass(rule: LocalTimeRule, period: OffsetPeriod, match: number): number | null {
  if (!onlyFirst(rule) || !within(period.seen, match)) return match;
  return rule.pattern.previous(period.seen.from - 1);
}

function onlyFirst(rule: LocalTimeRule): boolean {
  return !rule.rhythm && rule.dst.overlap === 'once';
}

function within(range: LocalRange, local: number): boolean {
  return local >= range.from && local < range.to;
}

function occurrenceIn(rule: LocalTimeRule, period: OffsetPeriod, local: number): NominalOccurrence {
  const at = local - period.offset;
  if (rule.rhythm) return { at };
  if (within(period.again, local)) return { at, note: 'overlap-first' };
  return within(period.seen, local) ? { at, note: 'overlap-second' } : { at };
}
