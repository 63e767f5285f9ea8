import { ApiError } from '@punctual/contracts/api/client';
import type { BulkAction, BulkAnswer, BulkResult } from '@punctual/contracts/api/job-bulk-contract';
import { SECOND_MS } from '@punctual/contracts/time';
import { errorWords } from '../../../lib/api/error-words.ts';
import { newKey } from '../../../lib/api/idempotency-key.ts';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';

/** Jobs that one request changes: few, so that it is answered in time, and progress is seen. */
const AT_A_TIME = 25;
/** Pauses before a part is sent again. */
const FIRST_PAUSE_MS = SECOND_MS;
const LONGEST_PAUSE_MS = 8 * SECOND_MS;

export interface BulkOrder {
  action: BulkAction;
  ids: string[];
  /** With `tag` and `untag`. */
  tags?: string[];
}

export interface BulkProgress {
  /** Jobs that have a result. */
  through: number;
  /** There was no answer, and it is asked again. */
  isWaiting: boolean;
}

export interface BulkSteps {
  /** Sends a part. By its key the server carries it out once, however often it is sent. */
  request: (order: BulkOrder, key: string) => Promise<BulkAnswer>;
  onProgress: (progress: BulkProgress) => void;
  /** Tells whether the user wants no more to be sent. */
  isStopped: () => boolean;
  pause: (ms: number) => Promise<void>;
}

/**
 * Does the same to many jobs, in parts. A part without an answer is sent again until there is one, so that each job has
 * a result: done, unchanged, or the reason why not.
 */
export async function bulkAll(
  ids: readonly string[],
  action: BulkAction,
  steps: BulkSteps,
): Promise<BulkResult[]> {
  const results: BulkResult[] = [];
  for (let at = 0; at < ids.length; at += AT_A_TIME) {
    const part = ids.slice(at, at + AT_A_TIME);
    const isTried = !steps.isStopped();
    results.push(
      ...(isTried ? await changePart(part, action, steps, at) : failed(part, words.done.notTried)),
    );
    if (isTried) steps.onProgress({ through: results.length, isWaiting: false });
  }
  return results;
}

async function changePart(
  part: string[],
  action: BulkAction,
  { request, onProgress, isStopped, pause }: BulkSteps,
  through: number,
): Promise<BulkResult[]> {
  const key = newKey();
  for (let tries = 0; ; tries += 1) {
    try {
      const { results } = await request({ action, ids: part }, key);
      return tries === 0 ? results : results.map((result) => sinceFirstTry(result, action));
    } catch (error) {
      if (!isOpen(error)) return failed(part, errorWords(error));
      onProgress({ through, isWaiting: true });
      if (!isStopped()) await pause(pauseAfter(error, tries));
      if (isStopped()) return failed(part, words.done.noAnswer);
    }
  }
}

/** Tells whether an error leaves open what was done, or says that it is too early. */
const isOpen = (error: unknown): boolean =>
  !(error instanceof ApiError) ||
  error.status >= 500 ||
  error.status === 429 ||
  error.body?.code === 'IDEMPOTENCY_KEY_IN_USE';

function pauseAfter(error: unknown, tries: number): number {
  const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * SECOND_MS : 0;
  return Math.max(asked, Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS));
}

/** Judges a result of a part that was sent before: what is so already, the first try has done. */
function sinceFirstTry(result: BulkResult, action: BulkAction): BulkResult {
  const isGone = action === 'delete' && result.error?.code === 'NOT_FOUND';
  return result.outcome === 'unchanged' || isGone ? { ...result, outcome: 'done', error: null } : result;
}

const failed = (ids: readonly string[], message: string): BulkResult[] =>
  ids.map((id) => ({ id, outcome: 'failed', runId: null, error: { code: 'NOT_DONE', message } }));
