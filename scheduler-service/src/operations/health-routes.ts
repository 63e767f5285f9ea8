import { health, type Readiness, ready } from '@punctual/contracts/api/health-contract';
import type { Router } from 'express';
import type { Routes } from '../app.ts';
import { mount } from '../http/route.ts';

/** Liveness and readiness. Without Redis the API still creates, edits and lists: degraded, but ready. */
export function healthRoutes(check: () => Promise<Readiness>): Routes {
  return {
    endpoints: [health, ready],
    mount(router: Router) {
      mount(router, health, async () => ({ status: 'ok' as const, uptimeSeconds: process.uptime() }));
      router.get(ready.path, async (_request, response) => {
        const readiness = await check();
        response.status(readiness.status === 'down' ? 503 : 200).json(readiness);
      });
    },
  };
}
