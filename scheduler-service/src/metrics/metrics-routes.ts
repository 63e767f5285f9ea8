import { metrics } from '@punctual/shared/api/operations-contract';
import { unauthenticated } from '@punctual/shared/platform/errors';
import { mayReadMetrics } from '@punctual/shared/platform/metrics';
import type { Router } from 'express';
import type { Registry } from 'prom-client';
import type { Routes } from '../http/app.ts';

/** What Prometheus reads: open to this machine, to others with the token. */
export function metricsRoutes(registry: Registry, token: string | undefined): Routes {
  return {
    endpoints: [metrics],
    mount(router: Router) {
      router.get(metrics.path, async (request, response) => {
        if (!mayReadMetrics(request, token)) throw unauthenticated('Send the token of the metrics.');
        response.type(registry.contentType).send(await registry.metrics());
      });
    },
  };
}
