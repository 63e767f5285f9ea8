import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Changes } from '@punctual/shared/changes/changes';
import { Dispatcher } from '@punctual/shared/dispatch/dispatcher';
import { DueTimer } from '@punctual/shared/dispatch/due-timer';
import { AccountJobs } from '@punctual/shared/engine/account-jobs';
import { JobChanges } from '@punctual/shared/engine/job-changes';
import { JobEdits } from '@punctual/shared/engine/job-edits';
import { ManualRuns } from '@punctual/shared/engine/manual-runs';
import { Materialiser } from '@punctual/shared/engine/materialiser';
import { RunCancels } from '@punctual/shared/engine/run-cancels';
import { RunChanges } from '@punctual/shared/engine/run-changes';
import { RunSweeps } from '@punctual/shared/engine/run-sweeps';
import type { Clock } from '@punctual/shared/platform/clock';
import { DatabaseClock } from '@punctual/shared/platform/database-clock';
import { armFailpoints } from '@punctual/shared/platform/failpoints';
import { createLogger, type Logger } from '@punctual/shared/platform/logger';
import { createMetrics } from '@punctual/shared/platform/metrics';
import { connectMongo, databaseTime, probeMongo } from '@punctual/shared/platform/mongo';
import { connectProducer, redisState } from '@punctual/shared/platform/redis';
import { SecretBox } from '@punctual/shared/platform/secret-box';
import { AuditStore } from '@punctual/shared/store/audit-store';
import { collectionsOf } from '@punctual/shared/store/collections';
import { IdempotencyStore } from '@punctual/shared/store/idempotency-store';
import { JobLists } from '@punctual/shared/store/job-lists';
import { JobStore } from '@punctual/shared/store/job-store';
import { prepareDatabase } from '@punctual/shared/store/migrations';
import { createModels } from '@punctual/shared/store/models';
import { OverviewStore } from '@punctual/shared/store/overview-store';
import { ProcessStore } from '@punctual/shared/store/process-store';
import { RevisionStore } from '@punctual/shared/store/revision-store';
import { RunFigures } from '@punctual/shared/store/run-figures';
import { RunLists } from '@punctual/shared/store/run-lists';
import { RunStore } from '@punctual/shared/store/run-store';
import { SessionStore } from '@punctual/shared/store/session-store';
import { UserStore } from '@punctual/shared/store/user-store';
import { composeAccounts } from './account/compose-accounts.ts';
import { adminJobsRoutes } from './admin/admin-jobs-routes.ts';
import { adminRoutes } from './admin/admin-routes.ts';
import { authenticate } from './auth/authenticate.ts';
import { ensureFirstAdmin } from './auth/first-admin.ts';
import { Passwords } from './auth/passwords.ts';
import { isSecureOrigin } from './auth/refresh-cookie.ts';
import { composeCache } from './cache/compose-cache.ts';
import type { Config } from './config.ts';
import { createApp } from './http/app.ts';
import { drain } from './http/drain.ts';
import { healthRoutes } from './http/health-routes.ts';
import { OncePerKey } from './http/once-per-key.ts';
import { panel } from './http/panel.ts';
import { bulkRoutes } from './jobs/bulk-routes.ts';
import { importRoutes } from './jobs/import-routes.ts';
import { JobActions } from './jobs/job-actions.ts';
import { jobActionsRoutes } from './jobs/job-actions-routes.ts';
import { jobVersionsRoutes } from './jobs/job-versions-routes.ts';
import { jobsRoutes } from './jobs/jobs-routes.ts';
import { openApiRoutes } from './openapi/openapi-routes.ts';
import { composeOperations } from './operations/compose-operations.ts';
import { overviewRoutes } from './overview/overview-routes.ts';
import { runFiguresRoutes } from './runs/run-figures-routes.ts';
import { runsRoutes } from './runs/runs-routes.ts';
import { schedulesRoutes } from './schedules/schedules-routes.ts';
import { tasksRoutes } from './tasks/tasks-routes.ts';

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
  const changes = new Changes();
  const cache = composeCache(config.redisCacheUrl, changes, metrics, logger.child({ area: 'cache' }));
  const users = new UserStore(models, changes);
  const sessions = new SessionStore(models, changes);
  const jobs = new JobStore(models, changes);
  const runs = new RunStore(models);
  const runLists = new RunLists(models);

  const collections = collectionsOf(mongo, changes);
  const sweeps = new RunSweeps(collections);
  const runChanges = new RunChanges(collections, config.retentionMs);
  const jobChanges = new JobChanges(collections);
  const cancels = new RunCancels(collections, runChanges, jobChanges);
  const revisions = new RevisionStore(models);
  const edits = new JobEdits(collections, revisions, cancels);
  const manual = new ManualRuns(collections, runChanges, jobChanges);
  const dispatcher = new Dispatcher(redis, logger.child({ area: 'dispatch' }));
  const timer = new DueTimer(clock, (due) => void dispatcher.enqueue(due));
  const materialiser = new Materialiser(collections);
  const accountJobs = new AccountJobs(collections, users, materialiser, cancels);
  const dueSoon = { materialiser, timer, logger };

  const passwords = new Passwords();
  await ensureFirstAdmin(config.admin, users, passwords, clock.now(), logger);
  const accounts = composeAccounts({
    ...{ models, users, sessions, passwords, changes, cache, config, clock, logger },
  });

  const operations = composeOperations({
    ...{ models, mongo, redis, users, dispatcher, changes, metrics, config, clock, logger },
    callers: accounts.callers,
  });

  const once = new OncePerKey(new IdempotencyStore(models), clock);
  const { minIntervalMs, recipients } = config;
  const secretBox = config.secretsKeys && new SecretBox(config.secretsKeys);
  const changeParts = { jobs, edits, manual, dueSoon, minIntervalMs, recipients, secretBox, clock };
  const changing = {
    ...{ ...changeParts, actions: new JobActions(changeParts), jobLists: new JobLists(models) },
    ...{ revisions, accountJobs, once },
  };
  const processes = new ProcessStore(models);
  const audit = new AuditStore(models, config.auditKeptMs);
  const explaining = { runs, revisions, processes, users, audit };

  const database = probeMongo(mongo);
  const health = healthRoutes(async () => {
    const [isThere, queue] = await Promise.all([database(), redisState(redis)]);
    const dependencies = { mongodb: isThere ? 'up' : 'down', redis: queue } as const;
    return { status: isThere ? (queue === 'up' ? 'ready' : 'degraded') : 'down', dependencies };
  });

  // A request is held against one path after the other: what is asked for most comes first.
  const routes = [
    // Before the routes of one job and of one run, whose paths some of these fit too.
    runFiguresRoutes({ jobs, runs, runLists, figures: new RunFigures(models, runLists), clock }),
    jobsRoutes({ ...changing, runLists, answers: cache.answers }),
    importRoutes(changing),
    bulkRoutes(changing),
    jobVersionsRoutes({ ...changing, users }),
    jobActionsRoutes(changing),
    runsRoutes({ jobs, runs, runLists, cancels, manual, once, timer, clock }),
    schedulesRoutes({ jobs, runs, minIntervalMs: config.minIntervalMs, clock, explaining }),
    adminRoutes({ users, sessions, accountJobs, clock }),
    tasksRoutes(),
    overviewRoutes({ overviews: new OverviewStore(models), processes, users, dispatcher, clock }),
    adminJobsRoutes({ ...changing, users, runs, runLists, cancels }),
    ...accounts.routes,
    ...operations.routes,
  ];
  const open = [health, operations.open];
  routes.push(openApiRoutes([...open, ...routes].flatMap((part) => part.endpoints)));
  const endpoints = [...open, ...routes].flatMap((part) => part.endpoints);
  const app = createApp({
    trustProxy: config.trustProxy,
    panel: panel(config.panelDir),
    authenticate: authenticate(accounts.callers, endpoints),
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
      await accounts.later.done();
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
