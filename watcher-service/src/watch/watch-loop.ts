import type { ProcessStore } from '@punctual/engine/database/process-store';
import { Trouble } from '@punctual/engine/platform/error-throttle';
import type { Timed } from '@punctual/engine/platform/metrics';
import { type Loop, repeat } from '@punctual/engine/platform/run-every';
import type { RedisEpoch } from '@punctual/engine/queue/redis-epoch';
import type { RunSweeps } from '@punctual/engine/runs/run-recovery';
import type { ShardKeeper } from './shard-leases.ts';
import { eachSecond } from './ticker.ts';
import { type WatchParts, watchStep } from './watch.ts';

export interface WatchingParts extends Omit<WatchParts, 'shards'> {
  keeper: ShardKeeper;
  processes: ProcessStore;
  epoch: RedisEpoch;
  sweeps: RunSweeps;
  timed: Timed;
}

const REBALANCE_MS = 3_000;
const SAY_WATCHED_MS = 3_000;

/** Looks at the jobs each second, shares the shards with other watchers, and notices a Redis that lost its data. */
export async function startWatching(parts: WatchingParts): Promise<Loop> {
  const { keeper, processes, clock, timed, logger } = parts;
  await keeper.rebalance();
  const epochTrouble = new Trouble(logger, 'It cannot be told whether Redis lost its data');
  const refill = () => refillQueue(parts).then(() => epochTrouble.isOver());
  const watch = { ...parts, shards: () => keeper.held };
  const ticking = eachSecond(async () => {
    // Redis may be in trouble: what is due is recorded all the same.
    await Promise.all([
      refill().catch((error) => epochTrouble.is(error)),
      timed('watch', () => watchStep(watch)),
    ]);
  }, logger);
  const loops = [
    repeat(() => keeper.rebalance(), REBALANCE_MS, new Trouble(logger, 'The shards cannot be shared out')),
    repeat(
      () => processes.watched(clock.now()),
      SAY_WATCHED_MS,
      new Trouble(logger, 'It cannot be recorded that somebody watches'),
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
  const unfinished = await epoch.unfinished();
  if (!unfinished) return;
  const runs = await sweeps.redispatchAll(clock.now());
  await epoch.finish(unfinished);
  if (runs > 0) logger.warn({ runs }, 'Redis lost its data: what waits is put into the queue again');
}
