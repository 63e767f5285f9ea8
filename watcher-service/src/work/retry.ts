import type { RetryPolicy } from '@punctual/contracts/jobs/job';
import { RETRY_PAUSE_LIMIT_MS } from '@punctual/contracts/jobs/job-limits';

/**
 * Computes the pause before the next attempt, in ms: anything between nothing and the growing limit ("full
 * jitter", AWS Architecture Blog, 2015), so that what failed together does not come back together.
 * @param attempt number of the attempt that failed, from 1
 * @param random from 0 to 1
 */
export function pauseAfter(policy: RetryPolicy, attempt: number, random: number): number {
  const growth = policy.backoff === 'exponential' ? 2 ** (attempt - 1) : 1;
  const limit = Math.min(RETRY_PAUSE_LIMIT_MS, policy.delayMs * growth);
  return policy.backoff === 'exponential' ? Math.round(random * limit) : limit;
}

/** Allows another attempt or not, `age` ms after the run was due. */
export const mayRetry = (policy: RetryPolicy, attempt: number, age: number): boolean =>
  attempt < policy.attempts && age < policy.maxAgeMs;
