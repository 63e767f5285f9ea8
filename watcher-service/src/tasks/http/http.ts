import { mayCallAddress } from '@punctual/contracts/tasks/address';
import { type Clock, systemClock } from '@punctual/engine/platform/clock';
import type { Executor, Outcome } from '../executor.ts';
import { CallTimer } from './call-timer.ts';
import { convertFailureToOutcome, convertLateLookup } from './failure-outcome.ts';
import { HttpClient } from './http-client.ts';
import { Lookups } from './lookups.ts';
import { buildRequest } from './request-parts.ts';
import { convertResponseToOutcome } from './response-outcome.ts';
import type { HttpSettings } from './settings.ts';
import { findTarget, type Resolve, resolveBySystem } from './target.ts';

/** Replacements by tests. */
export interface HttpOverrides {
  resolve?: Resolve;
  clock?: Clock;
}

/** Calls addresses over HTTP, never into private networks. Limits per host are around it: see host-limits.ts. */
export function httpExecutor(
  settings: HttpSettings,
  { resolve = resolveBySystem, clock = systemClock }: HttpOverrides = {},
): { execute: Executor<'http'>; close(): void } {
  const lookups = new Lookups(resolve, settings.lookupsAtOnce);
  const exchange = new HttpClient((address) => mayCallAddress(settings.networks, address));
  return {
    async execute(task, context) {
      const { signal } = context;
      const url = new URL(task.url);
      const timer = new CallTimer();
      let isFound = false;
      const timed = (outcome: Outcome): Outcome => ({ ...outcome, ...timer.reached });
      try {
        const target = await findTarget(url, settings, (host) => lookups.find(host, context));
        isFound = true;
        timer.lookedUp();
        const answer = await exchange.send(target, buildRequest(task, context), context, timer);
        return timed(convertResponseToOutcome(answer, task.expectStatus, clock.now()));
      } catch (error) {
        if (!isFound && signal.aborted) return timed(convertLateLookup(url.host, signal));
        return timed(convertFailureToOutcome(error, url.host, signal));
      }
    },
    close: () => exchange.close(),
  };
}
