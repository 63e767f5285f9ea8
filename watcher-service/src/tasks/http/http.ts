import { type Clock, systemClock } from '@punctual/engine/platform/clock';
import type { ExecutionContext, Executor, Outcome, TaskOf } from '../executor.ts';
import { abortable } from './abortable.ts';
import type { Health } from './circuit-breaker.ts';
import { convertAbortToOutcome, convertFailureToOutcome, failure } from './failure-outcome.ts';
import { HostLimiter, type Pass } from './host-limiter.ts';
import { HttpClient } from './http-client.ts';
import { buildRequest } from './request-parts.ts';
import { convertResponseToOutcome } from './response-outcome.ts';
import { type HttpSettings, mayUseAddress } from './settings.ts';
import { findTarget, type Resolve, resolveBySystem } from './target.ts';

/** Replacements by tests. */
export interface HttpOverrides {
  resolve?: Resolve;
  clock?: Clock;
}

/** Calls addresses over HTTP, as a guest on the internet: never into private networks, and never in crowds. */
export function httpExecutor(
  settings: HttpSettings,
  { resolve = resolveBySystem, clock = systemClock }: HttpOverrides = {},
): { execute: Executor<'http'>; close(): void } {
  const exchange = new HttpClient((address) => mayUseAddress(settings, address));
  const gates = new HostLimiter(settings);

  async function call(task: TaskOf<'http'>, url: URL, context: ExecutionContext): Promise<Outcome> {
    const { signal } = context;
    try {
      const target = await abortable(findTarget(url, settings, resolve), signal);
      const answer = await exchange.send(target, buildRequest(task, context), signal);
      return convertResponseToOutcome(answer, task.expectStatus, clock.now());
    } catch (error) {
      return convertFailureToOutcome(error, url.host, signal);
    }
  }

  return {
    async execute(task, context) {
      const url = new URL(task.url);
      const pass = await enter(gates, url.host, context.signal);
      if ('kind' in pass) return pass;
      let health: Health = 'unknown';
      try {
        const outcome = await call(task, url, context);
        health = healthOf(outcome);
        return outcome;
      } finally {
        pass.leave(health);
      }
    },
    close: () => exchange.close(),
  };
}

async function enter(gates: HostLimiter, host: string, signal: AbortSignal): Promise<Pass | Outcome> {
  try {
    const pass = await gates.enter(host, signal);
    if (typeof pass !== 'number') return pass;
    const error = `${host} failed again and again and is left alone for a while.`;
    return { ...failure('retry', 'CIRCUIT_OPEN', error), undelivered: true, retryAfterMs: Math.ceil(pass) };
  } catch {
    return convertAbortToOutcome(
      signal,
      `Too many calls to ${host} are under way; its turn did not come in time.`,
      'HOST_BUSY',
    );
  }
}

/** A host is down if it gives no answer, or one that blames itself; what we refuse ourselves says nothing of it. */
function healthOf({ kind, code }: Outcome): Health {
  if (kind === 'completed') return 'up';
  if (typeof code === 'number') return code >= 500 ? 'down' : 'up';
  return kind === 'failed' || code === 'ABORTED' ? 'unknown' : 'down';
}
