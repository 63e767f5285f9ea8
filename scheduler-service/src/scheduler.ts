import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectionsOf } from '@punctual/engine/database/collections';
import { JobStore } from '@punctual/engine/database/job-store';
import { prepareDatabase } from '@punctual/engine/database/migrations';
import { createModels } from '@punctual/engine/database/models';
import { ProcessStore } from '@punctual/engine/database/process-store';
import { RevisionStore } from '@punctual/engine/database/revision-store';
import { DomainEvents } from '@punctual/engine/events/domain-events';
import { JobChanges } from '@punctual/engine/jobs/job-changes';
import { JobEdits } from '@punctual/engine/jobs/job-edits';
import type { Clock } from '@punctual/engine/platform/clock';
import { DatabaseClock } from '@punctual/engine/platform/database-clock';
import { armFailpoints } from '@punctual/engine/platform/failpoints';
import { createLogger, type Logger } from '@punctual/engine/platform/logger';
import { createMetrics } from '@punctual/engine/platform/metrics';
import { connectMongo, databaseTime, probeMongo } from '@punctual/engine/platform/mongo';
import { connectProducer, redisState } from '@punctual/engine/platform/redis';
import { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { DueTimer } from '@punctual/engine/queue/due-timer';
import { ManualRuns } from '@punctual/engine/runs/manual-runs';
import { Materialiser } from '@punctual/engine/runs/materialiser';
import { RunCancellation } from '@punctual/engine/runs/run-cancellation';
import { RunRecovery } from '@punctual/engine/runs/run-recovery';
import { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { ensureFirstAdmin } from './accounts/first-admin.ts';
import { OwnerSuspension } from './accounts/owner-suspension.ts';
import { Passwords } from './accounts/passwords/passwords.ts';
import { isSecureOrigin } from './accounts/sessions/refresh-cookie.ts';
import { SessionStore } from './accounts/sessions/session-store.ts';
import { UserStore } from './accounts/user-store.ts';
import { adminJobsRoutes } from './admin/admin-jobs-routes.ts';
import { adminRunsRoutes } from './admin/admin-runs-routes.ts';
import { UserAdministration } from './admin/user-administration.ts';
import { UserStatisticsStore } from './admin/user-statistics.ts';
import { usersRoutes } from './admin/users-routes.ts';
import { createApp } from './app.ts';
import { AuditStore } from './audit/audit-store.ts';
import { authenticate } from './auth/authenticate.ts';
import { composeAccounts } from './compose-accounts.ts';
import { composeCache } from './compose-cache.ts';
import { composeOperations } from './compose-operations.ts';
import type { Config } from './config.ts';
import { drain } from './http/drain.ts';
import { Idempotency } from './http/idempotency.ts';
import { IdempotencyStore } from './http/idempotency-store.ts';
import { panel } from './http/static-panel.ts';
import { BulkJobs } from './jobs/bulk-jobs.ts';
import { bulkRoutes } from './jobs/bulk-routes.ts';
import { ImminentRuns } from './jobs/imminent-runs.ts';
import { importRoutes } from './jobs/import-routes.ts';
import { JobActions } from './jobs/job-actions.ts';
import { jobActionsRoutes } from './jobs/job-actions-routes.ts';
import { JobChanger } from './jobs/job-changer.ts';
import { JobCreator } from './jobs/job-creator.ts';
import { JobLists } from './jobs/job-lists.ts';
import { JobSettingsBuilder } from './jobs/job-settings-builder.ts';
import { jobVersionsRoutes } from './jobs/job-versions-routes.ts';
import { jobsRoutes } from './jobs/jobs-routes.ts';
import { ManualTrigger } from './jobs/manual-trigger.ts';
import { ScheduleResolver } from './jobs/schedule-resolver.ts';
import { tasksRoutes } from './jobs/tasks-routes.ts';
import { healthRoutes } from './operations/health-routes.ts';
import { openApiRoutes } from './operations/openapi/openapi-routes.ts';
import { overviewRoutes } from './overview/overview-routes.ts';
import { OverviewStore } from './overview/overview-store.ts';
import { RunActions } from './runs/run-actions.ts';
import { runFiguresRoutes } from './runs/run-figures-routes.ts';
import { RunLists } from './runs/run-lists.ts';
import { RunQueries } from './runs/run-queries.ts';
import { RunStore } from './runs/run-store.ts';
import { RunSummaries } from './runs/run-summaries.ts';
import { runsRoutes } from './runs/runs-routes.ts';
import { Evidence } from './schedules/explain/evidence.ts';
import { Explainer } from './schedules/explain/explainer.ts';
import { ImpactPreview } from './schedules/impact/impact-preview.ts';
import { OccurrenceReader } from './schedules/occurrences/occurrence-reader.ts';
import { schedulesRoutes } from './schedules/schedules-routes.ts';

const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;

/** What tests replace. */
export interface Overrides {
  clock?: Clock;
  logger?: Logger;
}

export interface Scheduler {
  port: number;
  /** Takes no new requests, answers those under way, and closes everything. */
  stop(): Promise<void>;
}

/** Builds and starts a scheduler-service: accounts, jobs and the API, and the panel's files. */
export async function startScheduler(config: Config, overrides: Overrides = {}): Promise<Scheduler> {
  const logger = overrides.logger ?? createLogger('scheduler-service', config.log);
  if (!isSecureOrigin(config.publicUrl)) {
    logger.warn(
      { publicUrl: config.publicUrl.href },
      'PUBLIC_URL is plain http: the login cookie is sent unprotected',
    );
  }

  if (config.failpoints) armFailpoints(config.failpoints);
  await prepareDatabase(config.mongo);
  const mongo = await connectMongo(config.mongo);
  const models = createModels(mongo);
  const databaseClock = await DatabaseClock.start(() => databaseTime(mongo), logger.child({ area: 'clock' }));
  const clock = overrides.clock ?? databaseClock;
  const redis = connectProducer(config.redisUrl, 'punctual-scheduler', logger);

  const metrics = createMetrics('scheduler-service');
  const changes = new DomainEvents();
  const cache = composeCache(config.redisCacheUrl, changes, metrics, logger.child({ area: 'cache' }));
  const users = new UserStore(models, changes);
  const sessions = new SessionStore(models, changes);
  const jobs = new JobStore(models, changes);
  const runs = new RunStore(models);
  const runLists = new RunLists(models);

  const collections = collectionsOf(mongo, changes);
  const sweeps = new RunRecovery(collections);
  const runChanges = new RunTransitions(collections, config.retentionMs);
  const jobChanges = new JobChanges(collections);
  const cancels = new RunCancellation(collections, runChanges, jobChanges);
  const revisions = new RevisionStore(models);
  const edits = new JobEdits(collections, revisions, cancels);
  const manual = new ManualRuns(collections, runChanges, jobChanges);
  const dispatcher = new Dispatcher(redis, logger.child({ area: 'dispatch' }));
  const timer = new DueTimer(clock, (due) => void dispatcher.enqueue(due));
  const materialiser = new Materialiser(collections);
  const suspension = new OwnerSuspension(collections, users, materialiser, cancels);

  const passwords = new Passwords();
  await ensureFirstAdmin(config.admin, users, passwords, clock.now(), logger);
  const accounts = composeAccounts(models, users, sessions, passwords, changes, cache, config, clock, logger);

  const operations = composeOperations({
    ...{ models, mongo, redis, users, dispatcher, changes, metrics, config, clock, logger },
    authenticator: accounts.authenticator,
  });

  const once = new Idempotency(new IdempotencyStore(models), clock);
  const cipher = config.secretsKeys && new SecretCipher(config.secretsKeys);
  const schedules = new ScheduleResolver(config.minIntervalMs);
  const settings = new JobSettingsBuilder(schedules, config.recipients, cipher);
  const imminentRuns = new ImminentRuns(materialiser, timer, logger);
  const creator = new JobCreator(jobs, revisions, suspension, imminentRuns);
  const changer = new JobChanger(jobs, imminentRuns);
  const trigger = new ManualTrigger(manual, timer, clock);
  const jobLists = new JobLists(models);
  const jobActions = new JobActions(changer, edits, settings, clock);
  const bulk = new BulkJobs(jobs, jobLists, changer, edits, trigger, clock);
  const runQueries = new RunQueries(jobs, runLists);
  const runActions = new RunActions(jobs, runs, cancels, trigger, clock);
  const processes = new ProcessStore(models);
  const audit = new AuditStore(models, config.auditKeptMs);
  const evidence = new Evidence(runs, revisions, processes, users, audit);

  const database = probeMongo(mongo);
  const health = healthRoutes(async () => {
    const [isThere, queue] = await Promise.all([database(), redisState(redis)]);
    const dependencies = { mongodb: isThere ? 'up' : 'down', redis: queue } as const;
    return { status: isThere ? (queue === 'up' ? 'ready' : 'degraded') : 'down', dependencies };
  });

  // A request is held against one path after the other: what is asked for most comes first.
  const routes = [
    // Before the routes of one job and of one run, whose paths some of these fit too.
    runFiguresRoutes(jobs, runs, runLists, new RunSummaries(models, runLists), clock),
    jobsRoutes(jobs, jobLists, creator, settings, cache.answers, once, clock),
    importRoutes(creator, settings, once, clock),
    bulkRoutes(bulk, once),
    jobVersionsRoutes(jobs, revisions, users, creator, settings, jobActions, once, clock),
    jobActionsRoutes(jobActions, clock),
    runsRoutes(runs, runQueries, runActions, once),
    schedulesRoutes(
      jobs,
      schedules,
      new OccurrenceReader(runs, revisions),
      new Explainer(evidence),
      new ImpactPreview(runs, schedules),
      clock,
    ),
    usersRoutes(
      users,
      new UserStatisticsStore(models),
      new UserAdministration(users, sessions, suspension, clock),
      clock,
    ),
    tasksRoutes(),
    overviewRoutes(new OverviewStore(models), processes, users, dispatcher, clock),
    adminJobsRoutes(jobs, jobLists, jobActions, bulk, users, once),
    adminRunsRoutes(runs, runQueries, runActions, users, once),
    ...accounts.routes,
    ...operations.routes,
  ];
  const open = [health, operations.open];
  routes.push(openApiRoutes([...open, ...routes].flatMap((part) => part.endpoints)));
  const endpoints = [...open, ...routes].flatMap((part) => part.endpoints);
  const app = createApp({
    trustProxy: config.trustProxy,
    panel: panel(config.panelDir),
    authenticate: authenticate(accounts.authenticator, endpoints),
    ...operations.passed,
    ...{ operations: open, database, cache, routes, logger },
  });
  const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  logger.info({ port }, 'listening');

  return {
    port,
    async stop() {
      await operations.endStreams();
      await drain(server);
      await sweeps.handOver(timer.stop());
      await databaseClock.stop();
      await accounts.background.done();
      await passwords.close();
      await dispatcher.close();
      operations.close();
      cache.close();
      redis.disconnect();
      await mongo.close();
      logger.info('stopped');
    },
  };
}
