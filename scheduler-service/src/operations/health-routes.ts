import { health, type Readiness, ready } from '@punctual/contracts/api/health-contract';
import type { Probe } from '@punctual/engine/platform/mongo';
import { redisState } from '@punctual/engine/platform/redis';
import type { Redis } from 'ioredis';
import { reply } from '../http/reply.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';

/** Answers whether the process lives, and whether it can do its work. */
export function healthRoutes(isDatabaseThere: Probe, redis: Redis): Routes {
  return {
    endpoints: [health, ready],
    mount(router: Router) {
      mount(router, health, async () => ({ status: 'ok' as const, uptimeSeconds: process.uptime() }));
      mount(router, ready, async () => {
        const readiness = await checkReadiness(isDatabaseThere, redis);
        return reply(readiness.status === 'down' ? 503 : 200, readiness);
      });
    },
  };
}

/** Without Redis the API still creates, edits and lists: degraded, but ready. */
async function checkReadiness(isDatabaseThere: Probe, redis: Redis): Promise<Readiness> {
  const [isThere, queue] = await Promise.all([isDatabaseThere(), redisState(redis)]);
  const status = isThere ? (queue === 'up' ? 'ready' : 'degraded') : 'down';
  return { status, dependencies: { mongodb: isThere ? 'up' : 'down', redis: queue } };
}
