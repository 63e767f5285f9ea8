import { HOUR_MS } from '../../time.ts';
import type { DstChoice, OccurrenceNote } from '../schedule.ts';
import type { LocalTimePattern } from './local-time-pattern.ts';
import { type OffsetPeriod, offsetPeriodAt, type Range } from './offset-periods.ts';

/** An occurrence before jitter: instant in ms, and what a clock change did to it. */
export type Moment = { at: number; note?: OccurrenceNote };

/** `rhythm`: every instant whose wall time matches. Otherwise fixed wall times, with the choices of the schedule. */
export type LocalTimeRule = { pattern: LocalTimePattern; zone: string; rhythm: boolean; dst: DstChoice };

/** No zone was ever further from UTC than this, so a wall time cannot come earlier than so much before its UTC reading. */
const FARTHEST_OFFSET = 16 * HOUR_MS;
/** No clock change moves further, so after so much time no wall time repeats. */
const LONGEST_CHANGE = 24 * HOUR_MS;

/**
 * The rule for clock changes, on one piece of constant offset after the other:
 * - a fixed time that the clocks skip comes at the instant of the change (`gap: shift`) or not at all (`skip`); several
 *   that fall on this instant, skipped or not, are one;
 * - a fixed time that comes twice runs at the first (`overlap: once`) or at both (`both`);
 * - a rhythm runs whenever the wall clock shows a match: at both passes, and not in a gap.
 *
 * The first moment after the instant `after` (ms), or null when none comes up to the instant `until`.
 */
export function nextMoment(rule: LocalTimeRule, after: number, until: number): Moment | null {
  let cursor = after + 1;
  while (cursor <= until) {
    const piece = offsetPeriodAt(rule.zone, cursor);
    if (cursor === piece.from && shiftsIntoStart(rule, piece)) return { at: cursor, note: 'gap-shifted' };
    const wall = nextFirstPass(rule, piece, cursor + piece.offset);
    if (wall === null) return null;
    if (wall - piece.offset < piece.to) return momentIn(rule, piece, wall);
    cursor = piece.to - cursor < LONGEST_CHANGE ? piece.to : Math.max(piece.to, wall - FARTHEST_OFFSET);
  }
  return null;
}

/** The last moment before the instant `before` (ms), or null when there is none down to the instant `from`. */
export function previousMoment(rule: LocalTimeRule, before: number, from: number): Moment | null {
  let cursor = before - 1;
  while (cursor >= from) {
    const piece = offsetPeriodAt(rule.zone, cursor);
    const wall = lastFirstPass(rule, piece, cursor + piece.offset);
    if (wall !== null && wall - piece.offset >= piece.from) {
      return wall - piece.offset === piece.from && shiftsIntoStart(rule, piece)
        ? { at: piece.from, note: 'gap-shifted' }
        : momentIn(rule, piece, wall);
    }
    if (shiftsIntoStart(rule, piece)) return { at: piece.from, note: 'gap-shifted' };
    const beforePiece = piece.from - 1;
    const nothingRepeats = cursor - piece.from >= LONGEST_CHANGE;
    if (wall === null && nothingRepeats) return null;
    cursor = wall !== null && nothingRepeats ? Math.min(beforePiece, wall + FARTHEST_OFFSET) : beforePiece;
  }
  return null;
}

/** Whether a match was skipped by the change that begins this piece, and is to run at the change. */
function shiftsIntoStart(rule: LocalTimeRule, piece: OffsetPeriod): boolean {
  if (piece.gap === null || rule.rhythm || rule.dst.gap === 'skip') return false;
  const skipped = rule.pattern.next(piece.gap.from);
  return skipped !== null && skipped < piece.gap.to;
}

/** The next match; where only the first of two equal wall times counts, those that were seen before are passed over. */
function nextFirstPass(rule: LocalTimeRule, piece: OffsetPeriod, wall: number): number | null {
  const match = rule.pattern.next(wall);
  if (match === null || !onlyFirst(rule) || !within(piece.seen, match)) return match;
  return rule.pattern.next(piece.seen.to);
}

function lastFirstPass(rule: LocalTimeRule, piece: OffsetPeriod, wall: number): number | null {
  const match = rule.pattern.previous(wall);
  if (match === null || !onlyFirst(rule) || !within(piece.seen, match)) return match;
  return rule.pattern.previous(piece.seen.from - 1);
}

function onlyFirst(rule: LocalTimeRule): boolean {
  return !rule.rhythm && rule.dst.overlap === 'once';
}

function within(range: Range, wall: number): boolean {
  return wall >= range.from && wall < range.to;
}

function momentIn(rule: LocalTimeRule, piece: OffsetPeriod, wall: number): Moment {
  const at = wall - piece.offset;
  if (rule.rhythm) return { at };
  if (within(piece.again, wall)) return { at, note: 'overlap-first' };
  return within(piece.seen, wall) ? { at, note: 'overlap-second' } : { at };
}
