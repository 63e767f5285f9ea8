import { DAY_MS, SECOND_MS } from '../time.ts';

/** Values of a job's fields that a client leaves out; durations in ms. Forms open with the same. */
export const JOB_DEFAULTS = {
  retry: { attempts: 5, backoff: 'exponential', delayMs: 10 * SECOND_MS, maxAgeMs: DAY_MS },
  timeoutMs: 30 * SECOND_MS,
  overlap: 'skip',
  misfire: 'fireOnce',
  catchUpWindowMs: DAY_MS,
  delivery: 'at-least-once',
  pauseAfterFailures: null,
  enabled: true,
} as const;
