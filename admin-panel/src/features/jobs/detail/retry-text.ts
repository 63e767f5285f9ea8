import type { RetryPolicy } from '@punctual/contracts/jobs/job';
import { jobWords as words } from '../../../lib/strings/job.ts';
import { durationText } from '../../../lib/time/durations.ts';

const SHOWN = 3;

/**
 * Describes a policy of retries: "Up to 5 attempts, waiting up to 10 s, 20 s, 40 s… between them, within 24
 * hours."
 */
export function retryText({ attempts, backoff, delayMs, maxAgeMs }: RetryPolicy): string {
  const waits = backoff === 'fixed' ? 1 : Math.min(SHOWN, attempts - 1);
  const shown = Array.from({ length: waits }, (_, index) => durationText(delayMs * 2 ** index)).join(', ');
  const more = backoff === 'exponential' && attempts - 1 > SHOWN ? words.waitsMore : '';
  return words.retryText(attempts, `${shown}${more}`, durationText(maxAgeMs));
}
