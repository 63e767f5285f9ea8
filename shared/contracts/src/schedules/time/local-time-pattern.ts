/**
 * Repeating local times, regardless of any zone. A local time is ms as if the clock showed UTC:
 * 2027-03-28 02:30 is Date.UTC(2027, 2, 28, 2, 30).
 */
export interface LocalTimePattern {
  /** Returns the first match at or after `local`; null when there is none. */
  next(local: number): number | null;
  /** Returns the last match at or before `local`; null when there is none. */
  previous(local: number): number | null;
}
