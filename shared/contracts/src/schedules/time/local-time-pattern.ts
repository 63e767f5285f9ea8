/**
 * Repeating times on a wall clock, regardless of any zone. Wall times are ms as if the wall clock showed UTC:
 * 2027-03-28 02:30 is Date.UTC(2027, 2, 28, 2, 30).
 */
export interface LocalTimePattern {
  /** The first match at or after `wall`, or null when none comes any more. */
  next(wall: number): number | null;
  /** The last match at or before `wall`, or null. */
  previous(wall: number): number | null;
}
