import { type Clock, systemClock } from '@punctual/engine/platform/clock';
import { abortable } from '../abortable.ts';
import type { Executor } from '../executor.ts';
import { convertFailureToOutcome } from './failure-outcome.ts';
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

/** Calls addresses over HTTP, never into private networks. Limits per host are around it: see host-limits.ts. */
export function httpExecutor(
  settings: HttpSettings,
  { resolve = resolveBySystem, clock = systemClock }: HttpOverrides = {},
): { execute: Executor<'http'>; close(): void } {
  const exchange = new HttpClient((address) => mayUseAddress(settings, address));
  return {
    async execute(task, context) {
      const { signal } = context;
      const url = new URL(task.url);
      try {
        const target = await abortable(findTarget(url, settings, resolve), signal);
        const answer = await exchange.send(target, buildRequest(task, context), context);
        return convertResponseToOutcome(answer, task.expectStatus, clock.now());
      } catch (error) {
        return convertFailureToOutcome(error, url.host, signal);
      }
    },
    close: () => exchange.close(),
  };
}
