import { health, type Readiness, ready } from '@punctual/contracts/api/health-contract';
import {
  type DatabaseStanding,
  describeReadiness,
  type RedisStanding,
} from '@punctual/engine/platform/part-standing';
import { reply } from '../http/reply.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import type { Finding } from '../watchdog/findings.ts';
import type { Watchdog } from '../watchdog/watchdog.ts';

/** Answers whether the process lives, and whether it can do its work. */
export function healthRoutes(
  database: DatabaseStanding,
  redis: RedisStanding,
  watchdog: Pick<Watchdog, 'open'>,
): Routes {
  return {
    endpoints: [health, ready],
    mount(router: Router) {
      mount(router, health, async () => ({ status: 'ok' as const, uptimeSeconds: process.uptime() }));
      mount(router, ready, async () => {
        const readiness = await checkReadiness(database, redis, watchdog.open);
        return reply(readiness.status === 'down' ? 503 : 200, readiness);
      });
    },
  };
}

/** Without Redis, or while due jobs do not run, the API still creates, edits and lists: degraded, but ready. */
async function checkReadiness(
  database: DatabaseStanding,
  redis: RedisStanding,
  open: readonly Finding[],
): Promise<Readiness> {
  const found = await Promise.all([database.look(), redis.look()]);
  const readiness = describeReadiness(...found);
  const { mongodb, redis: queue } = readiness.dependencies;
  const wrong = open.map(({ part, since }) => ({ part, since: since?.toISOString() ?? null }));
  const isWell = queue === 'up' && wrong.length === 0;
  const status = mongodb === 'up' ? (isWell ? 'ready' : 'degraded') : 'down';
  return { status, ...readiness, ...(wrong.length > 0 ? { wrong } : {}) };
}
