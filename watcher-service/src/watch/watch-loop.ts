import type { ProcessStore } from '@punctual/engine/database/process-store';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Timed } from '@punctual/engine/platform/metrics';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';
import type { RedisEpoch } from '@punctual/engine/queue/redis-epoch';
import type { RunRecovery } from '@punctual/engine/runs/run-recovery';
import type { ShardLeases } from './shard-leases.ts';
import { startTicker } from './ticker.ts';
import { type WatchParts, watchStep } from './watch.ts';

export interface WatchingParts extends Omit<WatchParts, 'shards'> {
  keeper: ShardLeases;
  processes: ProcessStore;
  epoch: RedisEpoch;
  sweeps: RunRecovery;
  timed: Timed;
}

const REBALANCE_MS = 3_000;
const SAY_WATCHED_MS = 3_000;

/** Looks at the jobs each second, shares the shards with other watchers, and notices a Redis that lost its data. */
export async function startWatchLoop(parts: WatchingParts): Promise<Loop> {
  const { keeper, processes, clock, timed, logger } = parts;
  await keeper.rebalance();
  const epochTrouble = new ErrorThrottle(logger, 'It cannot be told whether Redis lost its data');
  const refill = () => refillQueue(parts).then(() => epochTrouble.isOver());
  const watch = { ...parts, shards: () => keeper.held };
  const ticking = startTicker(async () => {
    // Redis may be in trouble: what is due is recorded all the same.
    await Promise.all([
      refill().catch((error) => epochTrouble.is(error)),
      timed('watch', () => watchStep(watch)),
    ]);
  }, logger);
  const loops = [
    runEvery(
      () => keeper.rebalance(),
      REBALANCE_MS,
      new ErrorThrottle(logger, 'The shards cannot be shared out'),
    ),
    runEvery(
      () => processes.watched(clock.now()),
      SAY_WATCHED_MS,
      new ErrorThrottle(logger, 'It cannot be recorded that somebody watches'),
    ),
  ];
  return {
    async stop() {
      await ticking.stop();
      await Promise.all(loops.map((loop) => loop.stop()));
      await keeper.release();
    },
  };
}

/** After Redis lost its data, everything that waits and is due may be sent at once; the sweep sends it, paced. */
async function refillQueue({ epoch, sweeps, clock, logger }: WatchingParts): Promise<void> {
  const unfinished = await epoch.pendingReplay();
  if (!unfinished) return;
  const runs = await sweeps.redispatchAll(clock.now());
  await epoch.finish(unfinished);
  if (runs > 0) logger.warn({ runs }, 'Redis lost its data: what waits is put into the queue again');
}
