import { rateLimitStats } from '@punctual/contracts/api/operations-contract';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import type { Concurrency } from '../limits/concurrency.ts';
import { computeLimitKeys, LAYERS, type Limits } from '../limits/limit-keys.ts';
import type { RequestLimits } from '../limits/request-limits.ts';
import type { SlidingWindows } from '../limits/sliding-windows.ts';

/** Shows the limits, and how much of them is used: by the caller, and to administrators by all senders together. */
export function limitsRoutes(
  limits: Limits,
  requestLimits: RequestLimits,
  windows: SlidingWindows,
  concurrency: Concurrency,
): Routes {
  return {
    endpoints: [rateLimitStats],
    mount(router: Router) {
      mount(router, rateLimitStats, async ({ request, caller }) => {
        const counters = computeLimitKeys(request, caller, limits);
        const readings = await windows.peek(counters);
        const seesAll = caller.role === 'admin' && !caller.apiKey;
        const ofAll = <T>(figure: T) => (seesAll ? figure : null);
        const layers = LAYERS.map((layer) => {
          const own = counters.findIndex((counter) => counter.layer === layer);
          const { limit, windowMs } = counters[own] ?? limits[layer];
          const read = readings[own]?.used ?? null;
          const used = layer === 'global' ? ofAll(read) : read;
          const { admitted, refused } = requestLimits.tally[layer];
          return { layer, limit, windowMs, used, admitted: ofAll(admitted), refused: ofAll(refused) };
        });
        const countedIn = windows.areShared ? ('redis' as const) : ('memory' as const);
        const { limit, underWay, refused } = concurrency;
        return {
          countedIn,
          layers,
          concurrent: { limit, underWay: ofAll(underWay), refused: ofAll(refused) },
        };
      });
    },
  };
}
