import { DAY_MS, HOUR_MS, SECOND_MS } from '../time.ts';

/** Bounds of a job's fields: texts in characters, durations in ms. */
export const JOB_LIMITS = {
  name: 200,
  description: 2_000,
  /** One tag, and the tags of one job. */
  tag: 50,
  tags: 20,
  attempts: { min: 1, max: 20 },
  retryDelayMs: { min: 100, max: HOUR_MS },
  retryMaxAgeMs: { min: SECOND_MS, max: 30 * DAY_MS },
  timeoutMs: { min: SECOND_MS, max: HOUR_MS },
  pauseAfterFailures: { min: 1, max: 1_000 },
  catchUpWindowMs: { min: 0, max: 30 * DAY_MS },
} as const;

/** The longest pause before another attempt, however often the run has failed. */
export const RETRY_PAUSE_LIMIT_MS = HOUR_MS;

/** Missed runs that the misfire policy `all` makes up for, the newest ones. */
export const CATCH_UP_LIMIT = 100;
