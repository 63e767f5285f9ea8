import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Dispatcher } from '@punctual/shared/dispatch/dispatcher';
import { DueTimer } from '@punctual/shared/dispatch/due-timer';
import { JobChanges } from '@punctual/shared/engine/job-changes';
import { Materialiser } from '@punctual/shared/engine/materialiser';
import { RunChanges } from '@punctual/shared/engine/run-changes';
import { RunSweeps } from '@punctual/shared/engine/run-sweeps';
import { type Clock, systemClock } from '@punctual/shared/platform/clock';
import { createLogger, type Logger } from '@punctual/shared/platform/logger';
import { type Loop, repeat } from '@punctual/shared/platform/loop';
import { connectMongo, mongoAnswers } from '@punctual/shared/platform/mongo';
import { connectProducer, connectWorker, redisAnswers } from '@punctual/shared/platform/redis';
import { collectionsOf } from '@punctual/shared/store/collections';
import { migrate } from '@punctual/shared/store/migrations';
import { createModels } from '@punctual/shared/store/models';
import type { Config } from './config.ts';
import { createHealthServer, listen } from './http/health-server.ts';
import { type SweepParts, sweepLeases, sweepUnsettled, sweepWaiting } from './sweep/sweep.ts';
import { createRegistry, type Registry } from './tasks/registry.ts';
import { watchStep } from './watch/watch.ts';
import { eachSecond } from './watch/watch-clock.ts';
import { LeaseKeeper } from './work/lease-keeper.ts';
import { RunBatches } from './work/run-batches.ts';
import { RunWorker } from './work/worker.ts';

const WAITING_EVERY_MS = 2_000;
const LOST_EVERY_MS = 5_000;
/** Runs under way have this long to finish when the process is asked to end. */
const DRAIN_MS = 25_000;

/** What tests replace. */
export interface Overrides {
  clock?: Clock;
  registry?: Registry;
  logger?: Logger;
}

export interface Watcher {
  port: number;
  /** Takes nothing new, finishes what is under way, and closes everything. */
  stop(): Promise<void>;
}

/** Builds and starts a watcher-service: it finds what is due, carries it out, and takes up what was lost. */
export async function startWatcher(config: Config, overrides: Overrides = {}): Promise<Watcher> {
  const clock = overrides.clock ?? systemClock;
  const logger = overrides.logger ?? createLogger('watcher-service', config.log);
  const owner = `${hostname()}/${process.pid}/${randomUUID()}`;

  const mongo = await connectMongo(config.mongo);
  await migrate(createModels(mongo));
  const producer = connectProducer(config.redisUrl, 'punctual-watch', logger);
  const consumer = connectWorker(config.redisUrl, 'punctual-work', logger);

  const collections = collectionsOf(mongo);
  const runs = new RunChanges(collections, config.retentionMs);
  const jobs = new JobChanges(collections);
  const sweeps = new RunSweeps(collections);
  const dispatcher = new Dispatcher(producer, logger.child({ area: 'dispatch' }));
  const timer = new DueTimer(clock, (due) => void dispatcher.enqueue(due));

  const mail = { smtpUrl: config.smtpUrl, from: config.mailFrom };
  const registry = overrides.registry ?? createRegistry({ mail, http: config.http });
  const leases = new LeaseKeeper(runs, clock, logger.child({ area: 'lease' }), {
    owner,
    leaseMs: config.leaseMs,
  });
  const batches = new RunBatches(runs, jobs, leases, clock, { owner, leaseMs: config.leaseMs });
  const tools = { registry, clock, random: Math.random };
  const worker = config.roles.has('work')
    ? new RunWorker(consumer, batches, tools, logger.child({ area: 'work' }), config.concurrency)
    : null;

  const materialiser = new Materialiser(collections);
  const watchLog = logger.child({ area: 'watch' });
  const watching = config.roles.has('watch')
    ? eachSecond(() => watchStep({ materialiser, runs, jobs, timer, clock, logger: watchLog }), watchLog)
    : null;
  const sweeping = startSweeps({
    sweeps,
    runs,
    jobs,
    dispatcher,
    clock,
    logger: logger.child({ area: 'sweep' }),
  });

  const health = createHealthServer(async () => {
    const [mongodb, redis] = await Promise.all([mongoAnswers(mongo), redisAnswers(producer)]);
    const dependencies = { mongodb: mongodb ? 'up' : 'down', redis: redis ? 'up' : 'down' } as const;
    return { status: mongodb && redis ? 'ready' : 'down', dependencies };
  });
  const port = await listen(health, config.port, config.host);
  logger.info({ port, owner, roles: [...config.roles] }, 'listening');

  return {
    port,
    async stop() {
      await watching?.stop();
      await Promise.all(sweeping.map((loop) => loop.stop()));
      await sweeps.handOver(timer.stop());
      await worker?.close(DRAIN_MS);
      await leases.stop();
      registry.close();
      await new Promise((resolve) => health.close(resolve));
      await dispatcher.close();
      producer.disconnect();
      consumer.disconnect();
      await mongo.close();
      logger.info('stopped');
    },
  };
}

function startSweeps(parts: SweepParts): Loop[] {
  const failed = (err: unknown) => parts.logger.error({ err }, 'A sweep failed; the next follows');
  return [
    repeat(() => sweepWaiting(parts), WAITING_EVERY_MS, failed),
    repeat(() => sweepLeases(parts), LOST_EVERY_MS, failed),
    repeat(() => sweepUnsettled(parts), LOST_EVERY_MS, failed),
  ];
}
