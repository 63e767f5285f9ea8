import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { hostname } from 'node:os';
import type { Readiness } from '@punctual/contracts/api/health-contract';
import { openCore } from '@punctual/engine/core';
import { auditDisabled } from '@punctual/engine/database/audit-writer';
import { ProcessStore } from '@punctual/engine/database/process-store';
import { RevisionStore } from '@punctual/engine/database/revision-store';
import { observeRuns } from '@punctual/engine/events/run-metrics';
import { JobEdits } from '@punctual/engine/jobs/job-edits';
import { JobLocks } from '@punctual/engine/jobs/job-locks';
import { JobRecovery } from '@punctual/engine/jobs/job-recovery';
import { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import type { Clock } from '@punctual/engine/platform/clock';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import { armFailpoints } from '@punctual/engine/platform/failpoints';
import { createLogger, type Logger } from '@punctual/engine/platform/logger';
import { createMetrics, observePool, stepTimer } from '@punctual/engine/platform/metrics';
import { probeMongo } from '@punctual/engine/platform/mongo';
import { DatabaseStanding, describeReadiness, RedisStanding } from '@punctual/engine/platform/part-standing';
import type { Releasers } from '@punctual/engine/platform/releasers';
import { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { startParts } from '@punctual/engine/platform/start-parts';
import { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { DueDispatcher } from '@punctual/engine/queue/due-dispatcher';
import { observePlaces } from '@punctual/engine/queue/place-metrics';
import { observeQueues } from '@punctual/engine/queue/queue-metrics';
import { RedisEpoch } from '@punctual/engine/queue/redis-epoch';
import { AttemptMetrics } from '@punctual/engine/runs/attempt-metrics';
import { Materialiser } from '@punctual/engine/runs/materialiser';
import { Misfires } from '@punctual/engine/runs/misfires';
import { observeOldestDue } from '@punctual/engine/runs/oldest-due-metrics';
import { Postponements } from '@punctual/engine/runs/postponements';
import { PreviousRuns } from '@punctual/engine/runs/previous-runs';
import { observeQuarantine } from '@punctual/engine/runs/quarantine-metrics';
import { QueuedRuns } from '@punctual/engine/runs/queued-runs';
import { RunCancellation } from '@punctual/engine/runs/run-cancellation';
import { RunRecovery } from '@punctual/engine/runs/run-recovery';
import { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { Templates } from '@punctual/engine/templates/templates';
import type { Config } from './config.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createHealthServer, listen } from './http/health-server.ts';
import { DispatchPlans } from './recovery/dispatch-plan.ts';
import { LeaseRecovery } from './recovery/lease-recovery.ts';
import { NextDispatch } from './recovery/next-dispatch.ts';
import { startRecovery } from './recovery/recovery-loops.ts';
import { SummaryRecovery } from './recovery/summary-recovery.ts';
import { WaitingRecovery } from './recovery/waiting-recovery.ts';
import { openRedis } from './redis.ts';
import { accountAddresses } from './tasks/email/allowed-recipients.ts';
import { withMailQuotas } from './tasks/email/mail-quotas.ts';
import { MailServerLog } from './tasks/email/mail-server-log.ts';
import { QuotaCounters } from './tasks/email/quota-counters.ts';
import type { Executor, Outcome } from './tasks/executor.ts';
import { ownerZones } from './tasks/placeholders/owner-zones.ts';
import { TaskRenderer } from './tasks/placeholders/task-renderer.ts';
import { createRegistry, type Registry } from './tasks/registry.ts';
import { QueueRefill } from './watch/queue-refill.ts';
import { ShardLeaseStore } from './watch/shard-lease-store.ts';
import { ShardLeases } from './watch/shard-leases.ts';
import { Watch } from './watch/watch.ts';
import { startWatchLoop } from './watch/watch-loop.ts';
import type { StartTimer } from './work/attempt-signal.ts';
import { Attempts } from './work/attempts.ts';
import { watchJobOwners } from './work/job-owners.ts';
import { LeaseKeeper } from './work/lease-keeper.ts';
import { OverdueAttempts } from './work/overdue-attempts.ts';
import { Children } from './work/quarantine/child.ts';
import { Quarantine } from './work/quarantine/quarantine.ts';
import { RunBatches } from './work/run-batches.ts';
import { RunCarrier } from './work/run-carrier.ts';
import { createTaskPlaces, type TaskPlaces } from './work/task-places.ts';
import { RunWorker } from './work/worker.ts';

/** Runs under way have this long to finish when the process is asked to end. */
const DRAIN_MS = 25_000;

/** Without Redis nothing is lost, and nothing is done either. */
const HEALTH_BY_REDIS = { up: 'ready', degraded: 'degraded', down: 'down' } as const;

/** Replacements by tests. */
export interface Overrides {
  clock?: Clock;
  registry?: Registry;
  logger?: Logger;
  /** Ends an attempt that takes too long. */
  timer?: StartTimer;
  /** A module whose `createSender` sends in the children of the quarantine. */
  senderModule?: string;
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
  return startParts(logger, (releasers) => start(config, overrides, logger, releasers));
}

/**
 * Starts the parts in an order whose reverse is that of the stop: no watching first, then no recovery, armed runs
 * handed over, workers drained while their leases are renewed, and the connections last.
 */
async function start(
  config: Config,
  overrides: Overrides,
  logger: Logger,
  releasers: Releasers,
): Promise<Omit<Watcher, 'stop'>> {
  const owner = `${hostname()}/${process.pid}/${randomUUID()}`;
  if (config.failpoints) armFailpoints(config.failpoints);

  const core = await openCore(config.mongo, logger, releasers, overrides.clock);
  const { mongo, models, collections, events, clock } = core;
  const { producer, consumer } = openRedis(config, events, logger, releasers);
  const dispatcher = new Dispatcher(producer, logger.child({ area: 'dispatch' }));
  releasers.add('dispatcher', () => dispatcher.close());

  const metrics = createMetrics('watcher-service');
  observePool(metrics, mongo);
  observeRuns(metrics, events);
  observeQueues(metrics, dispatcher);
  const timed = stepTimer(metrics);
  const database = await probeMongo(config.mongo, releasers);
  const databaseStanding = new DatabaseStanding(database, clock);
  const redisStanding = new RedisStanding(producer, clock, (from, to) => processes.queueWasAway(from, to));
  const readiness = () => computeReadiness(databaseStanding, redisStanding);
  const health = createHealthServer(readiness, metrics, config.metricsToken, config.keepAliveMs);
  releasers.add('health', () => close(health));

  const runs = new RunTransitions(collections, config.retentionMs);
  const summaries = new JobSummaries(collections);
  const queued = new QueuedRuns(collections);
  const processes = new ProcessStore(models);
  const misfires = new Misfires(collections, runs, summaries, processes);
  const recovery = new RunRecovery(collections);
  observeOldestDue(metrics, recovery, clock);
  const cancellation = new RunCancellation(collections, runs, summaries);
  const edits = new JobEdits(
    collections,
    new RevisionStore(models),
    cancellation,
    auditDisabled(models, config.auditKeptMs),
  );

  const mail = { smtpUrl: config.smtpUrl, from: config.mailFrom };
  const secretBox = config.secretsKeys && new SecretCipher(config.secretsKeys);
  const sender = { mail, http: config.http };
  const mailServer = new MailServerLog(clock);
  const counters = new QuotaCounters(models);
  const rules = {
    recipients: config.recipients,
    findAddress: accountAddresses(models),
    withinQuotas: (execute: Executor<'email'>) => withMailQuotas(execute, config.mailQuotas, counters, clock),
  };
  const templates = new Templates();
  releasers.add('templates', () => templates.close());
  const renderer = new TaskRenderer(templates, new PreviousRuns(collections), ownerZones(models), clock);
  const noteMail = (outcome: Outcome) => mailServer.note(outcome);
  const registry =
    overrides.registry ??
    createRegistry({
      ...sender,
      ...rules,
      renderer,
      noteMail,
      secretBox,
      logger: logger.child({ area: 'tasks' }),
    });
  releasers.add('tasks', () => registry.close());

  const lease = { owner, leaseMs: config.leaseMs };
  const leases = new LeaseKeeper(runs, clock, logger.child({ area: 'lease' }), lease);
  releasers.add('leases', () => leases.stop());
  const self = {
    _id: owner,
    service: 'watcher-service',
    roles: [...config.roles],
    running: () => leases.size,
    parts: async () => ({ redis: await redisStanding.lookCalmly(), mail: mailServer.standing }),
  };
  const heartbeat = await startHeartbeat(processes, clock, logger, self);
  releasers.add('heartbeat', () => heartbeat.stop());

  const locks = new JobLocks(collections);
  const batches = new RunBatches(runs, locks, summaries, queued, dispatcher, leases, clock, lease);
  const workLog = logger.child({ area: 'work' });
  const overdue = new OverdueAttempts(new AttemptMetrics(metrics), workLog, () =>
    process.kill(process.pid, 'SIGTERM'),
  );
  const owners = watchJobOwners(collections, logger);
  releasers.add('owners', () => owners.stop());
  const { concurrency } = config;
  const isWorker = config.roles.has('work');
  const places: TaskPlaces = isWorker ? createTaskPlaces(concurrency, owners.isOne) : new Map();
  observePlaces(metrics, places);
  const sweepLog = logger.child({ area: 'sweep' });
  const plans = new DispatchPlans(
    dispatcher,
    recovery,
    processes,
    clock,
    { owner, places },
    concurrency,
    owners.isOne,
  );
  const waiting = new WaitingRecovery(recovery, misfires, dispatcher, plans, clock);
  const next = new NextDispatch(
    waiting,
    recovery,
    new ErrorThrottle(sweepLog, 'What waits for a place is not sent; the sweep sends it'),
  );
  const carrier = new RunCarrier(batches, edits, clock);
  const startWorker = () => {
    const attemptsOf = (by: Pick<Registry, 'execute'>) =>
      new Attempts(by, batches, overdue, clock, overrides.timer);
    const children = new Children(sender, config.childEnvironment, overrides.senderModule);
    const suspectLog = logger.child({ area: 'quarantine' });
    const quarantine = new Quarantine(
      recovery,
      batches,
      carrier,
      registry,
      attemptsOf,
      children,
      clock,
      suspectLog,
    );
    observeQuarantine(metrics, quarantine, recovery);
    const attempts = attemptsOf(registry);
    return new RunWorker(
      consumer,
      database,
      batches,
      attempts,
      carrier,
      quarantine,
      places,
      next,
      clock,
      workLog,
      concurrency,
    );
  };
  const worker = isWorker ? startWorker() : null;
  releasers.add('worker', () => worker?.close(DRAIN_MS));

  const due = new DueDispatcher(dispatcher, recovery, clock, logger);
  releasers.add('due runs', () => due.stop());

  const recovering = startRecovery(
    next,
    new LeaseRecovery(recovery, runs, summaries, queued, dispatcher, events, clock, sweepLog),
    new SummaryRecovery(recovery, summaries, new JobRecovery(collections), edits, clock),
    timed,
    sweepLog,
  );
  releasers.add('recovery', () => recovering.stop());

  const shardLeases = new ShardLeaseStore(models);
  await shardLeases.prepare();
  if (config.roles.has('watch')) {
    const watchLog = logger.child({ area: 'watch' });
    const watch = new Watch(
      new Materialiser(collections),
      misfires,
      new Postponements(processes),
      due,
      clock,
      watchLog,
    );
    const shards = new ShardLeases(shardLeases, processes, clock, owner);
    const refill = new QueueRefill(new RedisEpoch(producer, models), recovery, clock, watchLog);
    const watching = await startWatchLoop(watch, shards, refill, processes, clock, timed, watchLog);
    releasers.add('watching', () => watching.stop());
  }

  const port = await listen(health, config.port, config.host);
  logger.info({ port, owner, roles: [...config.roles], recipients: config.recipients }, 'listening');
  return { port, hurry: () => worker?.hurry() };
}

async function computeReadiness(database: DatabaseStanding, redis: RedisStanding): Promise<Readiness> {
  const found = await Promise.all([database.look(), redis.look()]);
  const readiness = describeReadiness(...found);
  const { mongodb, redis: queue } = readiness.dependencies;
  return { ...readiness, status: mongodb === 'up' ? HEALTH_BY_REDIS[queue] : 'down' };
}

/** Resolves also for a server that was never started. */
const close = (server: Server) => new Promise((resolve) => server.close(resolve));
