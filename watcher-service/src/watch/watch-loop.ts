import type { ProcessStore } from '@punctual/engine/database/process-store';
import type { Clock } from '@punctual/engine/platform/clock';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Timed } from '@punctual/engine/platform/metrics';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';
import type { QueueRefill } from './queue-refill.ts';
import type { ShardLeases } from './shard-leases.ts';
import { startTicker } from './ticker.ts';
import type { Watch } from './watch.ts';

const REBALANCE_MS = 3_000;
const SAY_WATCHED_MS = 3_000;

/** Looks at the jobs each second, shares the shards with other watchers, and notices a Redis that lost its data. */
export async function startWatchLoop(
  watch: Watch,
  shards: ShardLeases,
  refill: QueueRefill,
  processes: ProcessStore,
  clock: Clock,
  timed: Timed,
  logger: Logger,
): Promise<Loop> {
  await shards.rebalance();
  const every = (ms: number, step: () => Promise<unknown>, trouble: string) =>
    runEvery(step, ms, new ErrorThrottle(logger, trouble));
  const refillTrouble = new ErrorThrottle(logger, 'It cannot be told whether Redis lost its data');
  const ticking = startTicker(async () => {
    const refilled = refill.step().then(
      () => refillTrouble.isOver(),
      // Redis may be in trouble: what is due is recorded all the same.
      (error) => refillTrouble.is(error),
    );
    await Promise.all([refilled, timed('watch', () => watch.step(shards.held))]);
  }, logger);
  const loops = [
    every(REBALANCE_MS, () => shards.rebalance(), 'The shards cannot be shared out'),
    every(
      SAY_WATCHED_MS,
      () => processes.watched(clock.now()),
      'It cannot be recorded that somebody watches',
    ),
  ];
  return {
    async stop() {
      await ticking.stop();
      await Promise.all(loops.map((loop) => loop.stop()));
      await shards.release();
    },
  };
}
