import { collectionsOf } from '@punctual/engine/database/collections';
import { JobStore } from '@punctual/engine/database/job-store';
import { prepareDatabase } from '@punctual/engine/database/migrations';
import { createModels } from '@punctual/engine/database/models';
import { ProcessStore } from '@punctual/engine/database/process-store';
import { RevisionStore } from '@punctual/engine/database/revision-store';
import { ChangePublisher } from '@punctual/engine/events/change-publisher';
import { DomainEvents } from '@punctual/engine/events/domain-events';
import { observeRuns } from '@punctual/engine/events/run-metrics';
import { JobChanges } from '@punctual/engine/jobs/job-changes';
import { JobEdits } from '@punctual/engine/jobs/job-edits';
import type { Clock } from '@punctual/engine/platform/clock';
import { DatabaseClock } from '@punctual/engine/platform/database-clock';
import { armFailpoints } from '@punctual/engine/platform/failpoints';
import { createLogger, type Logger } from '@punctual/engine/platform/logger';
import { createMetrics, observePool } from '@punctual/engine/platform/metrics';
import { connectMongo, databaseTime, probeMongo } from '@punctual/engine/platform/mongo';
import { connectAsker, connectProducer, connectWorker } from '@punctual/engine/platform/redis';
import { Releasers } from '@punctual/engine/platform/releasers';
import { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { DueTimer } from '@punctual/engine/queue/due-timer';
import { observeQueues } from '@punctual/engine/queue/queue-metrics';
import { ManualRuns } from '@punctual/engine/runs/manual-runs';
import { Materialiser } from '@punctual/engine/runs/materialiser';
import { RunCancellation } from '@punctual/engine/runs/run-cancellation';
import { RunRecovery } from '@punctual/engine/runs/run-recovery';
import { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { accountRoutes } from './accounts/account-routes.ts';
import { accountsAdminRoutes } from './accounts/accounts-admin-routes.ts';
import { ApiKeyCache } from './accounts/api-keys/api-key-cache.ts';
import { ApiKeyStore } from './accounts/api-keys/api-key-store.ts';
import { ApiKeys } from './accounts/api-keys/api-keys.ts';
import { apiKeysRoutes } from './accounts/api-keys/api-keys-routes.ts';
import { AccountEmails } from './accounts/emails/account-emails.ts';
import { BackgroundTasks } from './accounts/emails/background-tasks.ts';
import { EmailTokenActions } from './accounts/emails/email-token-actions.ts';
import { emailTokensRoutes } from './accounts/emails/email-tokens-routes.ts';
import { smtpMailer } from './accounts/emails/mailer.ts';
import { OneTimeTokenStore } from './accounts/emails/one-time-token-store.ts';
import { OwnerSuspension } from './accounts/owner-suspension.ts';
import { PasswordChanger } from './accounts/passwords/change-password.ts';
import { LoginThrottle } from './accounts/passwords/login-throttle.ts';
import { Passwords } from './accounts/passwords/passwords.ts';
import { throttleLimits } from './accounts/passwords/throttle-limits.ts';
import { ThrottleStore } from './accounts/passwords/throttle-store.ts';
import { isSecureOrigin, RefreshCookie } from './accounts/sessions/refresh-cookie.ts';
import { SessionStore } from './accounts/sessions/session-store.ts';
import { UserStatisticsStore } from './accounts/user-statistics.ts';
import { UserStore } from './accounts/user-store.ts';
import { adminJobsRoutes } from './admin/admin-jobs-routes.ts';
import { adminRoutes } from './admin/admin-routes.ts';
import { createApp } from './app.ts';
import { AuditLog } from './audit/audit-log.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { AuditStore } from './audit/audit-store.ts';
import { LimitHits } from './audit/limit-hits.ts';
import { AccessTokens } from './auth/access-tokens.ts';
import { Accounts } from './auth/accounts.ts';
import { authRoutes } from './auth/auth-routes.ts';
import { Authenticator } from './auth/authenticator.ts';
import { ensureFirstAdmin } from './auth/first-admin.ts';
import { RefreshTokens } from './auth/refresh-tokens.ts';
import { SessionCache } from './auth/session-cache.ts';
import { createCache } from './cache/cache.ts';
import type { Config } from './config.ts';
import { EventStore } from './events/event-store.ts';
import { eventsRoutes } from './events/events-routes.ts';
import { SseHub } from './events/sse-hub.ts';
import { Idempotency } from './http/idempotency.ts';
import { IdempotencyStore } from './http/idempotency-store.ts';
import { createHttpServer, drain, listen } from './http/server.ts';
import { bulkRoutes } from './jobs/bulk-routes.ts';
import { importRoutes } from './jobs/import-routes.ts';
import { JobActions } from './jobs/job-actions.ts';
import { jobActionsRoutes } from './jobs/job-actions-routes.ts';
import { JobLists } from './jobs/job-lists.ts';
import { jobVersionsRoutes } from './jobs/job-versions-routes.ts';
import { jobsRoutes } from './jobs/jobs-routes.ts';
import { tasksRoutes } from './jobs/tasks-routes.ts';
import { Concurrency } from './limits/concurrency.ts';
import { RequestLimits } from './limits/request-limits.ts';
import { SlidingWindows } from './limits/sliding-windows.ts';
import { observeConcurrency } from './operations/concurrency-metrics.ts';
import { healthRoutes } from './operations/health-routes.ts';
import { observeRequests } from './operations/http-metrics.ts';
import { limitsRoutes } from './operations/limits-routes.ts';
import { metricsRoutes } from './operations/metrics-routes.ts';
import { openApiRoutes } from './operations/openapi/openapi-routes.ts';
import { overviewRoutes } from './overview/overview-routes.ts';
import { OverviewStore } from './overview/overview-store.ts';
import { runFiguresRoutes } from './runs/run-figures-routes.ts';
import { RunLists } from './runs/run-lists.ts';
import { RunStore } from './runs/run-store.ts';
import { RunSummaries } from './runs/run-summaries.ts';
import { runsRoutes } from './runs/runs-routes.ts';
import { schedulesRoutes } from './schedules/schedules-routes.ts';

/** Replaced by tests. */
export interface Overrides {
  clock?: Clock;
  logger?: Logger;
}

export interface Scheduler {
  port: number;
  /** Takes no new requests, answers those under way, and closes everything. */
  stop(): Promise<void>;
}

/** Starts a scheduler-service: accounts, jobs and the API, and the panel's files. A start that fails leaves nothing open. */
export async function startScheduler(config: Config, overrides: Overrides = {}): Promise<Scheduler> {
  const logger = overrides.logger ?? createLogger('scheduler-service', config.log);
  const failures: unknown[] = [];
  const releasers = new Releasers((err, part) => {
    failures.push(err);
    logger.error({ err, part }, 'A part could not be stopped');
  });
  try {
    const port = await start(config, overrides.clock, logger, releasers);
    logger.info({ port }, 'listening');
    return {
      port,
      async stop() {
        await releasers.releaseAll();
        if (failures.length > 0) throw new AggregateError(failures, 'Not every part could be stopped.');
        logger.info('stopped');
      },
    };
  } catch (error) {
    await releasers.releaseAll();
    throw error;
  }
}

/**
 * Builds every part, each from those above it, and begins to listen last. Parts are released in the opposite order
 * of their registration: streams end first, so that they do not hold the server open; then it answers what is under
 * way, and armed runs are handed over while the database is still there.
 */
async function start(
  config: Config,
  givenClock: Clock | undefined,
  logger: Logger,
  releasers: Releasers,
): Promise<number> {
  const { publicUrl, minIntervalMs, recipients } = config;
  const loggerFor = (area: string) => logger.child({ area });
  if (!isSecureOrigin(publicUrl)) {
    logger.warn(
      { publicUrl: publicUrl.href },
      'PUBLIC_URL is plain http: the login cookie is sent unprotected',
    );
  }
  if (config.failpoints) armFailpoints(config.failpoints);

  await prepareDatabase(config.mongo);
  const mongo = await connectMongo(config.mongo);
  releasers.add('database', () => mongo.close());
  const models = createModels(mongo);
  const databaseClock = await DatabaseClock.start(() => databaseTime(mongo), loggerFor('clock'));
  releasers.add('clock', () => databaseClock.stop());
  const clock = givenClock ?? databaseClock;
  const redis = connectProducer(config.redisUrl, 'punctual-scheduler', logger);
  releasers.add('redis', () => redis.disconnect());
  const cacheRedis = connectAsker(config.redisCacheUrl, 'punctual-cache', loggerFor('cache'));
  releasers.add('cache', () => cacheRedis.disconnect());

  const metrics = createMetrics('scheduler-service');
  const changes = new DomainEvents();
  const cache = createCache(cacheRedis, changes, metrics, loggerFor('cache'));
  const publisher = new ChangePublisher(redis, changes);
  releasers.add('change publisher', () => publisher.close());
  const dispatcher = new Dispatcher(redis, loggerFor('dispatch'));
  releasers.add('dispatcher', () => dispatcher.close());
  observePool(metrics, mongo);
  observeRuns(metrics, changes);
  observeQueues(metrics, dispatcher);

  const users = new UserStore(models, changes);
  const sessions = new SessionStore(models, changes);
  const jobs = new JobStore(models, changes);
  const runs = new RunStore(models);
  const runLists = new RunLists(models);
  const jobLists = new JobLists(models);
  const revisions = new RevisionStore(models);
  const processes = new ProcessStore(models);
  const auditStore = new AuditStore(models, config.auditKeptMs);
  const keyStore = new ApiKeyStore(models, changes);

  const passwords = new Passwords();
  releasers.add('passwords', () => passwords.close());
  await ensureFirstAdmin(config.admin, users, passwords, clock.now(), logger);
  const later = new BackgroundTasks(loggerFor('mail'));
  releasers.add('account emails', () => later.done());
  const attempts = new LoginThrottle(new ThrottleStore(models), throttleLimits(config.freeAttempts), clock);
  const tokens = new OneTimeTokenStore(models);
  const mailer = config.mail && smtpMailer(config.mail);
  const links =
    mailer && new AccountEmails({ users, tokens, passwords, attempts, later, publicUrl, clock, mailer });
  const verification = config.verificationRequired ? links : null;
  const accessTokens = new AccessTokens(config.jwtSecrets);
  const refreshTokens = new RefreshTokens(config.jwtSecrets, sessions);
  const cookie = new RefreshCookie(publicUrl);
  const accounts = new Accounts({ users, sessions, passwords, refreshTokens, attempts, verification, clock });
  const ownPassword = new PasswordChanger({ users, sessions, passwords, attempts });
  const proven = new EmailTokenActions({ users, sessions, tokens, passwords, clock });
  const authenticator = new Authenticator({
    tokens: accessTokens,
    logins: new SessionCache({ users, sessions, clock, count: cache.countLookup }),
    keys: new ApiKeyCache({ keyStore, users, clock, count: cache.countLookup }),
    users,
    generations: cache.stamps,
    clock,
    verificationRequired: config.verificationRequired,
  });

  const collections = collectionsOf(mongo, changes);
  const sweeps = new RunRecovery(collections);
  const runChanges = new RunTransitions(collections, config.retentionMs);
  const jobChanges = new JobChanges(collections);
  const cancels = new RunCancellation(collections, runChanges, jobChanges);
  const edits = new JobEdits(collections, revisions, cancels);
  const manual = new ManualRuns(collections, runChanges, jobChanges);
  const materialiser = new Materialiser(collections);
  const timer = new DueTimer(clock, (due) => void dispatcher.enqueue(due));
  releasers.add('armed runs', () => sweeps.handOver(timer.stop()));
  const accountJobs = new OwnerSuspension(collections, users, materialiser, cancels);
  const dueSoon = { materialiser, timer, logger };
  const secretBox = config.secretsKeys && new SecretCipher(config.secretsKeys);
  const once = new Idempotency(new IdempotencyStore(models), clock);
  const changeParts = { jobs, edits, manual, dueSoon, minIntervalMs, recipients, secretBox, clock };
  const actions = new JobActions(changeParts);
  const changing = { ...changeParts, actions, jobLists, revisions, accountJobs, once };
  const explaining = { runs, revisions, processes, users, audit: auditStore };

  const audit = new AuditLog(auditStore, clock, loggerFor('audit'));
  const hits = new LimitHits(audit, clock);
  const windows = new SlidingWindows(redis, loggerFor('limits'));
  const limits = new RequestLimits(windows, config.limits, (...hit) => hits.record(...hit));
  const concurrency = new Concurrency(config.concurrentRequests);
  observeConcurrency(metrics, concurrency);

  const server = createHttpServer();
  releasers.add('server', () => drain(server));
  const listener = connectWorker(config.redisUrl, 'punctual-events', loggerFor('events'));
  const hub = new SseHub(new EventStore(models), listener, loggerFor('events'));
  releasers.add('event streams', () => hub.close());

  // A request is held against one path after the other: what is asked for most comes first.
  const routes = [
    // Before the routes of one job and of one run, whose paths some of these fit too.
    runFiguresRoutes({ jobs, runs, runLists, figures: new RunSummaries(models, runLists), clock }),
    jobsRoutes({ ...changing, runLists }),
    importRoutes(changing),
    bulkRoutes(changing),
    jobVersionsRoutes({ ...changing, users }),
    jobActionsRoutes(changing),
    runsRoutes({ jobs, runs, runLists, cancels, manual, once, timer, clock }),
    schedulesRoutes({ jobs, runs, minIntervalMs, clock, explaining }),
    adminRoutes({ users, sessions, accountJobs, clock }),
    tasksRoutes(),
    overviewRoutes({ overviews: new OverviewStore(models), processes, users, dispatcher, clock }),
    adminJobsRoutes({ ...changing, users, runs, runLists, cancels }),
    authRoutes({ accounts, accessTokens, refreshTokens, cookie, publicUrl, clock }),
    emailTokensRoutes({ links, proven, attempts }),
    accountRoutes({ users, sessions, ownPassword, cookie, clock }),
    apiKeysRoutes({ apiKeys: new ApiKeys(keyStore, clock), keyStore, clock }),
    accountsAdminRoutes({ users, sessions, facts: new UserStatisticsStore(models), clock }),
    limitsRoutes(config.limits, limits, windows, concurrency),
    auditRoutes(auditStore, users, jobs),
    eventsRoutes(hub, authenticator, clock, loggerFor('events')),
  ];
  const isDatabaseThere = probeMongo(mongo);
  const openRoutes = [healthRoutes(isDatabaseThere, redis), metricsRoutes(metrics, config.metricsToken)];
  routes.push(openApiRoutes([...openRoutes, ...routes].flatMap((part) => part.endpoints)));
  const app = createApp({
    trustProxy: config.trustProxy,
    panelDir: config.panelDir,
    observe: observeRequests(metrics),
    openRoutes,
    routes,
    isDatabaseThere,
    authenticator,
    limits,
    concurrency,
    audit,
    responses: cache.responses,
    invalidationsFlushed: cache.flushed,
    logger,
  });
  server.on('request', app);
  return listen(server, config.port, config.host);
}
