import { JobStore } from '@punctual/engine/database/job-store';
import type { Models } from '@punctual/engine/database/models';
import { ChangePublisher } from '@punctual/engine/events/change-publisher';
import type { DomainEvents } from '@punctual/engine/events/domain-events';
import { observeRuns } from '@punctual/engine/events/run-metrics';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import { observePool } from '@punctual/engine/platform/metrics';
import { connectWorker } from '@punctual/engine/platform/redis';
import type { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { observeQueues } from '@punctual/engine/queue/queue-metrics';
import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import type { Registry } from 'prom-client';
import type { UserStore } from './accounts/user-store.ts';
import { auditRoutes } from './admin/audit-routes.ts';
import type { AppParts, Routes } from './app.ts';
import { AuditLog } from './audit/audit-log.ts';
import { AuditStore } from './audit/audit-store.ts';
import { LimitHits } from './audit/limit-hits.ts';
import type { Authenticator } from './auth/authenticator.ts';
import type { Config } from './config.ts';
import { EventStore } from './events/event-store.ts';
import { eventsRoutes } from './events/events-routes.ts';
import { SseHub } from './events/sse-hub.ts';
import { Concurrency } from './limits/concurrency.ts';
import { RequestLimits } from './limits/request-limits.ts';
import { SlidingWindows } from './limits/sliding-windows.ts';
import { observeConcurrency } from './operations/concurrency-metrics.ts';
import { observeRequests } from './operations/http-metrics.ts';
import { limitsRoutes } from './operations/limits-routes.ts';
import { metricsRoutes } from './operations/metrics-routes.ts';

export interface OperationsComposition {
  models: Models;
  mongo: Connection;
  redis: Redis;
  users: UserStore;
  authenticator: Authenticator;
  metrics: Registry;
  dispatcher: Dispatcher;
  changes: DomainEvents;
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
  const { models, mongo, redis, users, authenticator, metrics, dispatcher, changes, config, clock } =
    composition;
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

  const hints = new ChangePublisher(redis, changes);
  const listener = connectWorker(config.redisUrl, 'punctual-events', loggerOf('events'));
  const hub = new SseHub(new EventStore(models), listener, loggerOf('events'));
  return {
    passed: { observe: observeRequests(metrics), limits, concurrency, audit },
    open: metricsRoutes(metrics, config.metricsToken),
    routes: [
      limitsRoutes({ limits, windows, allowances, concurrency }),
      auditRoutes(auditStore, users, new JobStore(models)),
      eventsRoutes({ hub, callers: authenticator, clock, logger: loggerOf('events') }),
    ],
    endStreams: () => hub.close(),
    close: () => hints.close(),
  };
}
