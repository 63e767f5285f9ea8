import { RETRY_PAUSE_LIMIT_MS } from '@punctual/contracts/jobs/job-limits';
import { durationMs } from '@punctual/contracts/schedules/duration';
import { policyWords } from '../../../../lib/strings/form-policies.ts';
import { durationWords } from '../../../../lib/time/duration-words.ts';
import { durationText } from '../../../../lib/time/durations.ts';
import type { JobFormValues } from '../job-form-values.ts';

const words = policyWords;
const SHOWN_PAUSES = 3;

type Retry = Pick<JobFormValues, 'attempts' | 'backoff' | 'delay' | 'maxAge'>;

/** Describes what happens after a failure, computed from the numbers; null while they cannot be read. */
export function retrySentence({ attempts, backoff, delay, maxAge }: Retry): string | null {
  const [count, first, within] = [Number(attempts), durationMs(delay), durationMs(maxAge)];
  if (!Number.isInteger(count) || count < 1 || first === null || within === null) return null;
  if (count === 1) return words.once;
  if (backoff === 'fixed') return words.fixedSentence(count, durationText(first), durationWords(within));
  return words.attemptsSentence(count, pauses(first, count - 1), durationWords(within));
}

/** Lists the waits: "10 s, 20 s, 40 s…". Each is twice the one before, none is longer than an hour. */
function pauses(first: number, count: number): string {
  const all = Array.from({ length: count }, (_, index) => Math.min(first * 2 ** index, RETRY_PAUSE_LIMIT_MS));
  const shown = all.slice(0, SHOWN_PAUSES).map(durationText).join(', ');
  return count > SHOWN_PAUSES ? `${shown}…` : shown;
}

/** Sums up the block in words, shown while it is closed. */
export const policySentence = (values: JobFormValues): string =>
  [
    // A single run has no previous one.
    ...(values.mode === 'once' ? [] : [words.overlapSentence[values.overlap]]),
    words.misfireSentence[values.misfire],
    retrySentence(values) ?? '',
  ].join(' ');
