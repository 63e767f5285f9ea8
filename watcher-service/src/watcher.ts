import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Readiness } from '@punctual/contracts/api/health-contract';
import { collectionsOf } from '@punctual/engine/database/collections';
import type { RunDocument } from '@punctual/engine/database/documents';
import { prepareDatabase } from '@punctual/engine/database/migrations';
import { createModels } from '@punctual/engine/database/models';
import { ProcessStore } from '@punctual/engine/database/process-store';
import { RevisionStore } from '@punctual/engine/database/revision-store';
import { CacheInvalidator } from '@punctual/engine/events/cache-invalidator';
import { ChangePublisher } from '@punctual/engine/events/change-publisher';
import { DomainEvents } from '@punctual/engine/events/domain-events';
import { observeRuns } from '@punctual/engine/events/run-metrics';
import { JobChanges } from '@punctual/engine/jobs/job-changes';
import { JobEdits } from '@punctual/engine/jobs/job-edits';
import type { Clock } from '@punctual/engine/platform/clock';
import { DatabaseClock } from '@punctual/engine/platform/database-clock';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import { armFailpoints } from '@punctual/engine/platform/failpoints';
import { createLogger, type Logger } from '@punctual/engine/platform/logger';
import { createMetrics, observePool, stepTimer, type Timed } from '@punctual/engine/platform/metrics';
import { connectMongo, databaseTime, probeMongo } from '@punctual/engine/platform/mongo';
import { connectProducer, connectWorker, redisState } from '@punctual/engine/platform/redis';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';
import { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { DueTimer } from '@punctual/engine/queue/due-timer';
import { observeQueues } from '@punctual/engine/queue/queue-metrics';
import { RedisEpoch } from '@punctual/engine/queue/redis-epoch';
import { Materialiser } from '@punctual/engine/runs/materialiser';
import { Misfires } from '@punctual/engine/runs/misfires';
import { QueuedRuns } from '@punctual/engine/runs/queued-runs';
import { RunCancellation } from '@punctual/engine/runs/run-cancellation';
import { RunRecovery } from '@punctual/engine/runs/run-recovery';
import { RunTransitions } from '@punctual/engine/runs/run-transitions';
import type { Config } from './config.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createHealthServer, listen } from './http/health-server.ts';
import {
  recoverLeases,
  recoverWaiting,
  type SweepParts,
  summarizeUnsummarized,
} from './recovery/recovery.ts';
import { createRegistry, type Registry } from './tasks/registry.ts';
import { ShardLeaseStore } from './watch/shard-lease-store.ts';
import { ShardLeases } from './watch/shard-leases.ts';
import { startWatchLoop } from './watch/watch-loop.ts';
import { LeaseKeeper } from './work/lease-keeper.ts';
import { RunBatches } from './work/run-batches.ts';
import { RunWorker } from './work/worker.ts';

const WAITING_EVERY_MS = 2_000;
const LOST_EVERY_MS = 5_000;
/** Runs under way have this long to finish when the process is asked to end. */
const DRAIN_MS = 25_000;

/** Nothing is lost without Redis, but nothing is done either. */
const HEALTH_BY_REDIS = { up: 'ready', degraded: 'degraded', down: 'down' } as const;

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
  /** Gives back at once what is under way, while it stops. */
  hurry(): void;
}

/** Builds and starts a watcher-service: it finds what is due, carries it out, and takes up what was lost. */
export async function startWatcher(config: Config, overrides: Overrides = {}): Promise<Watcher> {
  const logger = overrides.logger ?? createLogger('watcher-service', config.log);
  const owner = `${hostname()}/${process.pid}/${randomUUID()}`;
  if (config.failpoints) armFailpoints(config.failpoints);

  await prepareDatabase(config.mongo);
  const mongo = await connectMongo(config.mongo);
  const models = createModels(mongo);
  const databaseClock = await DatabaseClock.start(() => databaseTime(mongo), logger.child({ area: 'clock' }));
  const clock = overrides.clock ?? databaseClock;
  const producer = connectProducer(config.redisUrl, 'punctual-watch', logger);
  const consumer = connectWorker(config.redisUrl, 'punctual-work', logger);

  const changes = new DomainEvents();
  const hints = new ChangePublisher(producer, changes);
  const cache = connectProducer(config.redisCacheUrl, 'punctual-cache', logger);
  new CacheInvalidator(cache, changes, logger.child({ area: 'cache' }));
  const collections = collectionsOf(mongo, changes);
  const runs = new RunTransitions(collections, config.retentionMs);
  const jobs = new JobChanges(collections);
  const sweeps = new RunRecovery(collections);
  const dispatcher = new Dispatcher(producer, logger.child({ area: 'dispatch' }));
  const metrics = createMetrics('watcher-service');
  observePool(metrics, mongo);
  observeRuns(metrics, changes);
  observeQueues(metrics, dispatcher);
  const timed = stepTimer(metrics);
  const timer = new DueTimer(clock, (due) => void sendDue(due, dispatcher, sweeps, logger));

  const mail = { smtpUrl: config.smtpUrl, from: config.mailFrom };
  const secretBox = config.secretsKeys && new SecretCipher(config.secretsKeys);
  const registry = overrides.registry ?? createRegistry({ mail, http: config.http, secretBox });
  const leases = new LeaseKeeper(runs, clock, logger.child({ area: 'lease' }), {
    owner,
    leaseMs: config.leaseMs,
  });
  const waiting = new QueuedRuns(collections);
  const batches = new RunBatches(
    { runs, jobs, waiting, dispatcher, leases, clock },
    { owner, leaseMs: config.leaseMs },
  );
  const edits = new JobEdits(
    collections,
    new RevisionStore(models),
    new RunCancellation(collections, runs, jobs),
  );
  const database = probeMongo(mongo);
  const disableJob = (run: RunDocument) => edits.disableGone(run.jobId, clock.now());
  const workParts = { redis: consumer, database, batches, registry, clock, random: Math.random, disableJob };
  const worker = config.roles.has('work')
    ? new RunWorker({ ...workParts, logger: logger.child({ area: 'work' }) }, config.concurrency)
    : null;

  const processes = new ProcessStore(models);
  const presence = await startHeartbeat(processes, clock, logger, {
    _id: owner,
    service: 'watcher-service',
    roles: [...config.roles],
    running: () => leases.size,
  });
  const shardLeases = new ShardLeaseStore(models);
  await shardLeases.prepare();
  const watchParts = {
    materialiser: new Materialiser(collections),
    keeper: new ShardLeases(shardLeases, processes, clock, owner),
    epoch: new RedisEpoch(producer, models),
    ...{ runs, jobs, sweeps, timer, clock, processes, timed, logger: logger.child({ area: 'watch' }) },
  };
  const watching = config.roles.has('watch') ? await startWatchLoop(watchParts) : null;
  const sweeping = startSweeps(
    {
      ...{ sweeps, runs, jobs, waiting, dispatcher, changes },
      missed: new Misfires(collections),
      clock,
      logger: logger.child({ area: 'sweep' }),
    },
    timed,
  );

  const readiness = async (): Promise<Readiness> => {
    const [isThere, redis] = await Promise.all([database(), redisState(producer)]);
    const dependencies = { mongodb: isThere ? 'up' : 'down', redis } as const;
    return { status: isThere ? HEALTH_BY_REDIS[redis] : 'down', dependencies };
  };
  const health = createHealthServer({ readiness, metrics, metricsToken: config.metricsToken });
  const port = await listen(health, config.port, config.host);
  logger.info({ port, owner, roles: [...config.roles] }, 'listening');

  return {
    port,
    hurry: () => worker?.hurry(),
    async stop() {
      await watching?.stop();
      await Promise.all(sweeping.map((loop) => loop.stop()));
      await sweeps.handOver(timer.stop());
      await worker?.close(DRAIN_MS);
      await leases.stop();
      await presence.stop();
      await databaseClock.stop();
      registry.close();
      await new Promise((resolve) => health.close(resolve));
      await dispatcher.close();
      hints.close();
      cache.disconnect();
      producer.disconnect();
      consumer.disconnect();
      await mongo.close();
      logger.info('stopped');
    },
  };
}

/** What does not fit into the queue, or does not get there, is the sweep's from now on. */
async function sendDue(
  due: RunDocument[],
  dispatcher: Dispatcher,
  sweeps: RunRecovery,
  logger: Logger,
): Promise<void> {
  try {
    const { left, reached } = await dispatcher.enqueueWithin(due);
    await sweeps.handOver(left, reached);
  } catch (err) {
    logger.warn({ err, runs: due.length }, 'Due runs were not sent; the sweep sends them');
  }
}

function startSweeps(parts: SweepParts, timed: Timed): Loop[] {
  const trouble = (what: string) => new ErrorThrottle(parts.logger, `${what} failed; it is tried again`);
  return [
    runEvery(
      () => timed('sweep waiting', () => recoverWaiting(parts)),
      WAITING_EVERY_MS,
      trouble('Sending what waits'),
    ),
    runEvery(
      () => timed('sweep leases', () => recoverLeases(parts)),
      LOST_EVERY_MS,
      trouble('Taking over what was lost'),
    ),
    runEvery(
      () => timed('sweep unsettled', () => summarizeUnsummarized(parts)),
      LOST_EVERY_MS,
      trouble('Settling'),
    ),
  ];
}
