import type { ExecutionContext, Executor, Outcome } from '../executor.ts';
import { convertAbortToOutcome, failure } from '../failure.ts';
import type { Health } from './circuit-breaker.ts';
import type { HostLimiter, Pass } from './host-limiter.ts';

/**
 * Lets a call wait for its turn at its host, and tells the host's circuit how it went. The call itself may be made
 * elsewhere: in quarantine a child process makes it, and the limits stay with the worker.
 */
export const withHostLimits =
  (execute: Executor<'http'>, limiter: HostLimiter): Executor<'http'> =>
  async (task, context) => {
    const pass = await enter(limiter, new URL(task.url), context);
    if ('kind' in pass) return pass;
    let outcome: Outcome | null = null;
    try {
      outcome = await execute(task, context);
      return outcome;
    } finally {
      pass.leave(outcome ? healthOf(outcome) : 'unknown', outcome?.error);
    }
  };

/** Waits at an origin among the calls of one owner: another's slow or failing calls neither fill nor close it. */
async function enter(
  limiter: HostLimiter,
  { host, origin }: URL,
  { ownerId, signal }: ExecutionContext,
): Promise<Pass | Outcome> {
  try {
    const pass = await limiter.enter(`${ownerId} ${origin}`, signal);
    if (!('pauseMs' in pass)) return pass;
    const retryAfterMs = Math.ceil(pass.pauseMs);
    const error = describePause(host, pass.lastError);
    return { ...failure('retry', 'CIRCUIT_OPEN', error), undelivered: true, untried: true, retryAfterMs };
  } catch {
    return convertAbortToOutcome(
      signal,
      `Too many calls to ${host} are under way; its turn did not come in time.`,
      'HOST_BUSY',
    );
  }
}

const describePause = (host: string, lastError: string | null): string =>
  `${host} failed again and again and is left alone for a while.${lastError === null ? '' : ` The last time: ${lastError}`}`;

/** A host is down if it gives no answer, or one that blames itself; what we refuse ourselves says nothing of it. */
function healthOf({ kind, code, process }: Outcome): Health {
  if (kind === 'completed') return 'up';
  if (process === 'died') return 'unknown';
  if (typeof code === 'number') return code >= 500 ? 'down' : 'up';
  return kind === 'failed' || code === 'ABORTED' ? 'unknown' : 'down';
}
