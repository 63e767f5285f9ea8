import { ChangeHints } from '@punctual/shared/changes/change-hints';
import type { Changes } from '@punctual/shared/changes/changes';
import { observeRuns } from '@punctual/shared/changes/run-metrics';
import type { Dispatcher } from '@punctual/shared/dispatch/dispatcher';
import { observeQueues } from '@punctual/shared/dispatch/queue-metrics';
import type { Clock } from '@punctual/shared/platform/clock';
import type { Logger } from '@punctual/shared/platform/logger';
import { observePool } from '@punctual/shared/platform/metrics';
import { connectWorker } from '@punctual/shared/platform/redis';
import { AuditStore } from '@punctual/shared/store/audit-store';
import { EventStore } from '@punctual/shared/store/event-store';
import { JobStore } from '@punctual/shared/store/job-store';
import type { Models } from '@punctual/shared/store/models';
import type { UserStore } from '@punctual/shared/store/user-store';
import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import type { Registry } from 'prom-client';
import { AuditLog } from '../audit/audit-log.ts';
import { auditRoutes } from '../audit/audit-routes.ts';
import { LimitHits } from '../audit/limit-hits.ts';
import type { Callers } from '../auth/callers.ts';
import type { Config } from '../config.ts';
import { EventHub } from '../events/event-hub.ts';
import { eventsRoutes } from '../events/events-routes.ts';
import type { AppParts, Routes } from '../http/app.ts';
import { Concurrency } from '../limits/concurrency.ts';
import { limitsRoutes } from '../limits/limits-routes.ts';
import { RequestLimits } from '../limits/request-limits.ts';
import { SlidingWindows } from '../limits/sliding-windows.ts';
import { observeConcurrency } from '../metrics/concurrency-metrics.ts';
import { observeRequests } from '../metrics/http-metrics.ts';
import { metricsRoutes } from '../metrics/metrics-routes.ts';

export interface OperationsComposition {
  models: Models;
  mongo: Connection;
  redis: Redis;
  users: UserStore;
  callers: Callers;
  metrics: Registry;
  dispatcher: Dispatcher;
  changes: Changes;
  config: Config;
  clock: Clock;
  logger: Logger;
}

/** All that stands around the product: limits, figures, the audit log, and those who look on. */
export interface Operations {
  /** What every request passes. */
  passed: Pick<AppParts, 'observe' | 'limits' | 'concurrency' | 'audit'>;
  /** What is asked of the process and not of the product. */
  open: Routes;
  routes: Routes[];
  /** Comes before requests are waited for: a stream would last. */
  endStreams(): Promise<void>;
  close(): void;
}

export function composeOperations(composition: OperationsComposition): Operations {
  const { models, mongo, redis, users, callers, metrics, dispatcher, changes, config, clock } = composition;
  const loggerOf = (area: string) => composition.logger.child({ area });
  observePool(metrics, mongo);
  observeRuns(metrics, changes);
  observeQueues(metrics, dispatcher);

  const auditStore = new AuditStore(models, config.auditKeptMs);
  const audit = new AuditLog(auditStore, clock, loggerOf('audit'));
  const hits = new LimitHits(audit, clock);
  const { allowances } = config;
  const windows = new SlidingWindows(redis, loggerOf('limits'));
  const limits = new RequestLimits(windows, allowances, (...hit) => hits.record(...hit));

  const concurrency = new Concurrency(config.concurrentRequests);
  observeConcurrency(metrics, concurrency);

  const hints = new ChangeHints(redis, changes);
  const listener = connectWorker(config.redisUrl, 'punctual-events', loggerOf('events'));
  const hub = new EventHub(new EventStore(models), listener, loggerOf('events'));
  return {
    passed: { observe: observeRequests(metrics), limits, concurrency, audit },
    open: metricsRoutes(metrics, config.metricsToken),
    routes: [
      limitsRoutes({ limits, windows, allowances, concurrency }),
      auditRoutes({ audit: auditStore, users, jobs: new JobStore(models) }),
      eventsRoutes({ hub, callers, clock, logger: loggerOf('events') }),
    ],
    endStreams: () => hub.close(),
    close: () => hints.close(),
  };
}
