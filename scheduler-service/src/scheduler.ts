import { openCore } from '@punctual/engine/core';
import { JobStore } from '@punctual/engine/database/job-store';
import { ProcessStore } from '@punctual/engine/database/process-store';
import { RevisionStore } from '@punctual/engine/database/revision-store';
import { ChangePublisher } from '@punctual/engine/events/change-publisher';
import { observeRuns } from '@punctual/engine/events/run-metrics';
import { JobEdits } from '@punctual/engine/jobs/job-edits';
import { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import type { Clock } from '@punctual/engine/platform/clock';
import { armFailpoints } from '@punctual/engine/platform/failpoints';
import { createLogger, type Logger } from '@punctual/engine/platform/logger';
import { createMetrics, observePool } from '@punctual/engine/platform/metrics';
import { probeMongo } from '@punctual/engine/platform/mongo';
import { DatabaseStanding, RedisStanding } from '@punctual/engine/platform/part-standing';
import { connectAsker, connectProducer, connectWorker } from '@punctual/engine/platform/redis';
import type { Releasers } from '@punctual/engine/platform/releasers';
import { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { startParts } from '@punctual/engine/platform/start-parts';
import { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { DueDispatcher } from '@punctual/engine/queue/due-dispatcher';
import { observeQueues } from '@punctual/engine/queue/queue-metrics';
import { ManualRuns } from '@punctual/engine/runs/manual-runs';
import { Materialiser } from '@punctual/engine/runs/materialiser';
import { PreviousRuns } from '@punctual/engine/runs/previous-runs';
import { RunCancellation } from '@punctual/engine/runs/run-cancellation';
import { RunRecovery } from '@punctual/engine/runs/run-recovery';
import { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { Templates } from '@punctual/engine/templates/templates';
import { accountRoutes } from './accounts/account-routes.ts';
import { ApiKeyCache } from './accounts/api-keys/api-key-cache.ts';
import { ApiKeyStore } from './accounts/api-keys/api-key-store.ts';
import { ApiKeys } from './accounts/api-keys/api-keys.ts';
import { apiKeysRoutes } from './accounts/api-keys/api-keys-routes.ts';
import { RecentCalls } from './accounts/api-keys/recent-calls.ts';
import { AccountEmails } from './accounts/emails/account-emails.ts';
import { BackgroundTasks } from './accounts/emails/background-tasks.ts';
import { EmailTokenActions } from './accounts/emails/email-token-actions.ts';
import { emailTokensRoutes } from './accounts/emails/email-tokens-routes.ts';
import { createSmtpMailer } from './accounts/emails/mailer.ts';
import { OneTimeTokenStore } from './accounts/emails/one-time-token-store.ts';
import { Eviction } from './accounts/eviction.ts';
import { FirstAdmin } from './accounts/first-admin.ts';
import { OwnerSuspension } from './accounts/owner-suspension.ts';
import { LoginThrottle } from './accounts/passwords/login-throttle.ts';
import { PasswordChanger } from './accounts/passwords/password-changer.ts';
import { Passwords } from './accounts/passwords/passwords.ts';
import { createThrottleLimits } from './accounts/passwords/throttle-limits.ts';
import { ThrottleStore } from './accounts/passwords/throttle-store.ts';
import { CodeCheck } from './accounts/second-factor/code-check.ts';
import { secondFactorRoutes } from './accounts/second-factor/second-factor-routes.ts';
import { createSecondFactorState } from './accounts/second-factor/second-factor-state.ts';
import { SecondFactorStore } from './accounts/second-factor/second-factor-store.ts';
import { SecondFactors } from './accounts/second-factor/second-factors.ts';
import { DeviceCookie } from './accounts/sessions/device-cookie.ts';
import { KnownDevices } from './accounts/sessions/known-devices.ts';
import { isSecureOrigin, RefreshCookie } from './accounts/sessions/refresh-cookie.ts';
import { SessionStore } from './accounts/sessions/session-store.ts';
import { UserPresenter } from './accounts/user-presenter.ts';
import { UserStore } from './accounts/user-store.ts';
import { adminCalendarRoutes } from './admin/admin-calendar-routes.ts';
import { adminInspectionRoutes } from './admin/admin-inspection-routes.ts';
import { adminJobsRoutes } from './admin/admin-jobs-routes.ts';
import { adminRunsRoutes } from './admin/admin-runs-routes.ts';
import { auditRoutes } from './admin/audit-routes.ts';
import { UserAdministration } from './admin/user-administration.ts';
import { UserStatisticsStore } from './admin/user-statistics.ts';
import { usersRoutes } from './admin/users-routes.ts';
import { createApp } from './app.ts';
import { AuditLog } from './audit/audit-log.ts';
import { AuditStore } from './audit/audit-store.ts';
import { LimitHits } from './audit/limit-hits.ts';
import { AccessTokens } from './auth/access-tokens.ts';
import { authRoutes } from './auth/auth-routes.ts';
import { Authenticator } from './auth/authenticator.ts';
import { LoginAnswers } from './auth/login-answers.ts';
import { Logins } from './auth/logins.ts';
import { OidcAccounts } from './auth/oidc/oidc-accounts.ts';
import { OidcClient } from './auth/oidc/oidc-client.ts';
import { OidcCookie } from './auth/oidc/oidc-cookie.ts';
import { oidcRoutes } from './auth/oidc/oidc-routes.ts';
import { PendingLogins } from './auth/pending-logins.ts';
import { RefreshTokens } from './auth/refresh-tokens.ts';
import { SessionCache } from './auth/session-cache.ts';
import { Standing } from './auth/standing.ts';
import { createCache } from './cache/cache.ts';
import { ScheduleComputer } from './computing/schedule-computer.ts';
import type { Config } from './config.ts';
import { EventStore } from './events/event-store.ts';
import { eventsRoutes } from './events/events-routes.ts';
import { SseHub } from './events/sse-hub.ts';
import { StreamWatch } from './events/stream-watch.ts';
import { Downloads } from './http/csv/downloads.ts';
import { Idempotency } from './http/idempotency.ts';
import { IdempotencyStore } from './http/idempotency-store.ts';
import { createHttpServer, drain, listen } from './http/server.ts';
import { BulkJobs } from './jobs/bulk-jobs.ts';
import { bulkRoutes } from './jobs/bulk-routes.ts';
import { FailingJobs } from './jobs/failing-jobs.ts';
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
import { TaskPreview } from './jobs/task-preview.ts';
import { tasksRoutes } from './jobs/tasks-routes.ts';
import { Concurrency } from './limits/concurrency.ts';
import { RequestLimits } from './limits/request-limits.ts';
import { SlidingWindows } from './limits/sliding-windows.ts';
import { listReaderFor } from './lists/choose-list-reader.ts';
import { observeConcurrency } from './operations/concurrency-metrics.ts';
import { healthRoutes } from './operations/health-routes.ts';
import { observeRequests } from './operations/http-metrics.ts';
import { limitsRoutes } from './operations/limits-routes.ts';
import { metricsRoutes } from './operations/metrics-routes.ts';
import { openApiRoutes } from './operations/openapi/openapi-routes.ts';
import { Calendar } from './overview/calendar/calendar.ts';
import { calendarRoutes } from './overview/calendar/calendar-routes.ts';
import { CalendarStore } from './overview/calendar/calendar-store.ts';
import { PlannedJobs } from './overview/calendar/planned-jobs.ts';
import { Timeline } from './overview/calendar/timeline.ts';
import { overviewRoutes } from './overview/overview-routes.ts';
import { OverviewStore } from './overview/overview-store.ts';
import { Parts } from './overview/parts.ts';
import { RunsInTurns } from './overview/runs-in-turns.ts';
import { serviceRoutes } from './overview/service-routes.ts';
import { RunActions } from './runs/run-actions.ts';
import { runFiguresRoutes } from './runs/run-figures-routes.ts';
import { RunLists } from './runs/run-lists.ts';
import { RunQueries } from './runs/run-queries.ts';
import { RunStore } from './runs/run-store.ts';
import { RunSummaries } from './runs/run-summaries.ts';
import { runsRoutes } from './runs/runs-routes.ts';
import { Evidence } from './schedules/explain/evidence.ts';
import { Explainer } from './schedules/explain/explainer.ts';
import { InstantsWithin } from './schedules/explain/instants-within.ts';
import { ImpactPreview } from './schedules/impact/impact-preview.ts';
import { OccurrenceReader } from './schedules/occurrences/occurrence-reader.ts';
import { schedulesRoutes } from './schedules/schedules-routes.ts';
import { noticesOf } from './watchdog/notices.ts';
import { startWatchdog } from './watchdog/start-watchdog.ts';
import { Teller } from './watchdog/teller.ts';

/** Files that one copy sends at a time; each holds a page in memory for as long as its client takes it slowly. */
const DOWNLOADS = 40;

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
  return startParts(logger, async (releasers) => {
    const port = await start(config, overrides.clock, logger, releasers);
    logger.info({ port, ...listProtections(config) }, 'listening');
    return { port };
  });
}

/** Checks and renderings of placeholders that may wait for their thread. */
const TEMPLATES_WAITING = 128;

/** Lists what strangers may do as it is in force: a setting that did not reach the process shows in its log. */
const listProtections = (config: Config) => ({
  verificationRequired: config.verificationRequired,
  secondFactorDemanded: config.secondFactorDemanded,
  minIntervalMs: config.minIntervalMs,
  recipients: config.taskRules.recipients,
});

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
  const { publicUrl } = config;
  const loggerFor = (area: string) => logger.child({ area });
  if (!isSecureOrigin(publicUrl)) {
    logger.warn(
      { publicUrl: publicUrl.href },
      'PUBLIC_URL is plain http: the login cookie is sent unprotected',
    );
  }
  if (config.failpoints) armFailpoints(config.failpoints);

  const core = await openCore(config.mongo, logger, releasers, givenClock);
  const { mongo, models, collections, events, clock } = core;
  const createListReader = await listReaderFor(mongo);
  const redis = connectProducer(config.redisUrl, 'punctual-scheduler', logger);
  releasers.add('redis', () => redis.disconnect());
  const cacheRedis = connectAsker(config.redisCacheUrl, 'punctual-cache', loggerFor('cache'));
  releasers.add('cache', () => cacheRedis.disconnect());

  const redisStanding = new RedisStanding(redis, clock);
  const metrics = createMetrics('scheduler-service');
  const cache = createCache(cacheRedis, events, metrics, loggerFor('cache'));
  const publisher = new ChangePublisher(redis, events);
  releasers.add('change publisher', () => publisher.close());
  const dispatcher = new Dispatcher(redis, loggerFor('dispatch'));
  releasers.add('dispatcher', () => dispatcher.close());
  observePool(metrics, mongo);
  observeRuns(metrics, events);
  observeQueues(metrics, dispatcher);

  const users = new UserStore(models, createListReader, events);
  const sessions = new SessionStore(models, createListReader, events);
  const jobs = new JobStore(models, events);
  const runs = new RunStore(models);
  const runLists = new RunLists(models, createListReader);
  const jobLists = new JobLists(models, createListReader);
  const revisions = new RevisionStore(models);
  const processes = new ProcessStore(models);
  const auditStore = new AuditStore(models, createListReader, config.auditKeptMs);
  const keyStore = new ApiKeyStore(models, createListReader, events);

  const passwords = new Passwords();
  releasers.add('passwords', () => passwords.close());
  const throttleLimits = createThrottleLimits(config.freeAttempts);
  const devices = new KnownDevices(config.jwtSecrets);
  const throttle = new LoginThrottle(new ThrottleStore(models), throttleLimits, devices, clock);
  const background = new BackgroundTasks(loggerFor('mail'));
  releasers.add('account emails', () => background.done());
  const tokens = new OneTimeTokenStore(models);
  const mailer = config.mail && createSmtpMailer(config.mail);
  const emails =
    mailer && new AccountEmails(users, tokens, passwords, throttle, mailer, background, publicUrl, clock);
  const eviction = new Eviction(sessions, tokens, keyStore, clock);
  const emailActions = new EmailTokenActions(users, tokens, passwords, eviction, clock);
  const passwordChanger = new PasswordChanger(users, eviction, passwords, throttle);
  const cipher = config.secretsKeys && new SecretCipher(config.secretsKeys);
  const secondFactorOf = createSecondFactorState(config.secondFactorDemanded);
  const presenter = new UserPresenter(secondFactorOf);
  const factorStore = new SecondFactorStore(models, events);
  const codes = new CodeCheck(factorStore, cipher, throttle, clock, loggerFor('accounts'));
  const secondFactors = new SecondFactors(
    factorStore,
    users,
    cipher,
    codes,
    passwords,
    throttle,
    eviction,
    emails,
    clock,
  );
  const accessTokens = new AccessTokens(config.jwtSecrets);
  const refreshTokens = new RefreshTokens(config.jwtSecrets, sessions);
  const cookie = new RefreshCookie(publicUrl);
  const deviceCookie = new DeviceCookie(devices, publicUrl);
  const verification = config.verificationRequired ? emails : null;
  const logins = new Logins(
    users,
    sessions,
    passwords,
    refreshTokens,
    throttle,
    new PendingLogins(tokens, users, clock),
    codes,
    verification,
    clock,
  );
  const answers = new LoginAnswers(accessTokens, refreshTokens, cookie, deviceCookie, presenter, clock);
  const oidc = config.oidc && {
    client: new OidcClient(config.oidc, publicUrl, loggerFor('accounts')),
    accounts: new OidcAccounts(users, config.oidc.adminGroup, clock),
  };
  const authenticator = new Authenticator(
    accessTokens,
    new SessionCache(users, sessions, clock, cache.countLookup),
    new ApiKeyCache(keyStore, users, clock, cache.countLookup),
    cache.stamps,
    clock,
    config.verificationRequired,
    secondFactorOf,
  );

  const recovery = new RunRecovery(collections);
  const transitions = new RunTransitions(collections, config.retentionMs);
  const summaries = new JobSummaries(collections);
  const cancellation = new RunCancellation(collections, transitions, summaries);
  const edits = new JobEdits(collections, revisions, cancellation, auditStore.recordDisabled);
  const manualRuns = new ManualRuns(collections, transitions, summaries);
  const materialiser = new Materialiser(collections);
  const dueDispatcher = new DueDispatcher(dispatcher, recovery, clock, loggerFor('dispatch'));
  releasers.add('armed runs', () => dueDispatcher.stop());
  const suspension = new OwnerSuspension(collections, users, materialiser, cancellation);
  await new FirstAdmin(config.admin, users, passwords, suspension, clock, logger).ensure();

  const once = new Idempotency(new IdempotencyStore(models), clock);
  const computer = new ScheduleComputer();
  releasers.add('schedule computer', () => computer.close());
  const schedules = new ScheduleResolver(computer, config.minIntervalMs);
  const templates = new Templates(TEMPLATES_WAITING);
  releasers.add('templates', () => templates.close());
  const settings = new JobSettingsBuilder(schedules, config.taskRules, cipher, templates);
  const imminentRuns = new ImminentRuns(materialiser, dueDispatcher, logger);
  const creator = new JobCreator(jobs, revisions, suspension, imminentRuns);
  const changer = new JobChanger(jobs, imminentRuns);
  const trigger = new ManualTrigger(manualRuns, dueDispatcher, clock, logger);
  const jobActions = new JobActions(changer, edits, settings, clock);
  const bulk = new BulkJobs(jobs, jobLists, changer, edits, trigger, clock);
  const runQueries = new RunQueries(jobs, runLists);
  const runActions = new RunActions(jobs, runs, cancellation, trigger, clock);
  const evidence = new Evidence(runs, revisions, processes, users, auditStore, computer);
  const occurrences = new OccurrenceReader(runs, revisions, computer);
  const explainer = new Explainer(evidence, computer, new InstantsWithin(runs, occurrences));
  const runSummaries = new RunSummaries(models, runLists);
  const impact = new ImpactPreview(runs, schedules, computer);
  const administration = new UserAdministration(users, sessions, eviction, suspension, presenter, clock);

  const audit = new AuditLog(auditStore, clock, loggerFor('audit'));
  const hits = new LimitHits(audit, clock);
  const windows = new SlidingWindows(redis, loggerFor('limits'));
  const limits = new RequestLimits(windows, config.limits, (...hit) => hits.record(...hit));
  const calls = new RecentCalls(cacheRedis, clock, loggerFor('api keys'));
  releasers.add('calls of API keys', () => calls.stop());
  const concurrency = new Concurrency(config.concurrentRequests);
  observeConcurrency(metrics, concurrency);

  const server = createHttpServer(config.keepAliveMs);
  releasers.add('server', () => drain(server));
  const listener = connectWorker(config.redisUrl, 'punctual-events', loggerFor('events'));
  const hub = new SseHub(new EventStore(models), listener, loggerFor('events'));
  const watch = new StreamWatch(new Standing(users, sessions, keyStore), clock, loggerFor('events'));
  const downloads = new Downloads(new Concurrency(DOWNLOADS), watch, loggerFor('downloads'));
  releasers.add('event streams', () => Promise.all([watch.stop(), hub.close()]));

  const parts = new Parts(processes, redisStanding, clock);
  const isDatabaseThere = await probeMongo(config.mongo, releasers);
  const database = new DatabaseStanding(isDatabaseThere, clock);
  const watchdog = startWatchdog({
    ...{ models, parts, database, clock, metrics, releasers },
    teller: new Teller(config.alertTo, mailer, publicUrl),
    heartbeatUrl: config.heartbeatUrl,
    logger: loggerFor('watchdog'),
  });

  const overviews = new OverviewStore(models);
  const calendarStore = new CalendarStore(models);
  const planned = new PlannedJobs(calendarStore, computer);
  const runsInTurns = new RunsInTurns({ overviews, calendars: calendarStore });
  const calendars = new Calendar(runsInTurns, calendarStore, planned);
  const timelines = new Timeline(runsInTurns, planned);
  // A request is held against one path after the other: what is asked for most comes first.
  const routes = [
    // Before the routes of one job and of one run, whose paths some of these fit too.
    runFiguresRoutes(jobs, runs, runLists, runSummaries, clock),
    jobsRoutes(jobs, jobLists, creator, settings, once, downloads, clock),
    importRoutes(creator, settings, once, clock),
    bulkRoutes(bulk, once),
    jobVersionsRoutes(jobs, revisions, creator, settings, jobActions, once, clock),
    jobActionsRoutes(jobActions, clock),
    runsRoutes(runs, runQueries, runActions, once, downloads),
    schedulesRoutes(jobs, schedules, occurrences, explainer, impact, computer, clock),
    usersRoutes(
      users,
      new UserStatisticsStore(models),
      new FailingJobs(models, createListReader),
      administration,
      presenter,
      clock,
    ),
    tasksRoutes(new TaskPreview(templates, jobs, new PreviousRuns(collections), clock)),
    overviewRoutes(overviews, runsInTurns, jobLists, parts, users, dispatcher, clock),
    calendarRoutes(calendars, timelines, clock),
    serviceRoutes(parts, config.mailCaughtAt, () => noticesOf(watchdog.open)),
    adminJobsRoutes(jobs, jobLists, jobActions, bulk, users, once, downloads),
    adminRunsRoutes(runs, runQueries, runActions, users, once, downloads),
    adminCalendarRoutes(calendars, timelines, users, clock),
    adminInspectionRoutes(
      jobs,
      runs,
      runLists,
      runSummaries,
      revisions,
      occurrences,
      explainer,
      users,
      clock,
    ),
    authRoutes(logins, answers, cookie, presenter, publicUrl),
    oidcRoutes(oidc, new OidcCookie(publicUrl), logins, answers, publicUrl),
    emailTokensRoutes(emails, emailActions, throttle, deviceCookie),
    accountRoutes(users, sessions, passwordChanger, cookie, presenter, clock),
    secondFactorRoutes(secondFactors, secondFactorOf),
    apiKeysRoutes(new ApiKeys(keyStore, sessions, clock), keyStore, calls, clock),
    limitsRoutes(config.limits, limits, windows, concurrency),
    auditRoutes(auditStore, { users, jobs, runs, keys: keyStore }, downloads),
    eventsRoutes(hub, watch),
  ];
  const openRoutes = [
    healthRoutes(database, redisStanding, watchdog),
    metricsRoutes(metrics, config.metricsToken),
  ];
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
    noteCall: calls.note,
    concurrency,
    audit,
    responses: cache.responses,
    invalidationsFlushed: cache.flushed,
    logger,
  });
  server.on('request', app);
  return listen(server, config.port, config.host);
}
