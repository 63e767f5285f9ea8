import { metrics } from '@punctual/contracts/api/operations-contract';
import { unauthenticated } from '@punctual/engine/platform/errors';
import { mayReadMetrics } from '@punctual/engine/platform/metrics';
import type { Registry } from 'prom-client';
import { refuse } from '../http/refusal-words.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';

/** Gives Prometheus the metrics: to this machine freely, to others with the token. */
export function metricsRoutes(registry: Registry, token: string | undefined): Routes {
  return {
    endpoints: [metrics],
    mount(router: Router) {
      mount(router, metrics, async ({ request, response }) => {
        if (!mayReadMetrics(request, token)) throw unauthenticated(refuse((words) => words.metricsToken));
        response.type(registry.contentType).send(await registry.metrics());
      });
    },
  };
}
