import type { Endpoint } from '@punctual/contracts/api/endpoint';
import { BODY_LIMIT_KB } from '@punctual/contracts/api/limits';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Probe } from '@punctual/engine/platform/mongo';
import express, { type Express, type RequestHandler, Router } from 'express';
import type { AuditLog } from './audit/audit-log.ts';
import { recordDenied } from './audit/with-audit.ts';
import type { Cache } from './compose-cache.ts';
import { docsPages } from './http/docs-pages.ts';
import { answerErrors, answerWhileDatabaseAway, noSuchPath } from './http/errors.ts';
import { requestId } from './http/request-id.ts';
import { refuseOtherMethods } from './http/route.ts';
import { securityHeaders } from './http/security-headers.ts';
import { rejectUnsafeBody } from './http/validation.ts';
import type { Concurrency } from './limits/concurrency.ts';
import type { RequestLimits } from './limits/request-limits.ts';

/** A part of the API: its endpoints, and what adds them to a router. */
export interface Routes {
  endpoints: Endpoint[];
  mount(router: Router): void;
}

export interface AppParts {
  trustProxy: number | string[] | false;
  panel: Router;
  /** Notes how each request went. */
  observe: RequestHandler;
  /** What is asked of the process and not of the product: by no login, without limit, whatever is away. */
  operations: Routes[];
  /** Asks whether the database answers. */
  database: Probe;
  authenticate: RequestHandler;
  limits: Pick<RequestLimits, 'admit' | 'admitStrangers'>;
  concurrency: Concurrency;
  audit: AuditLog;
  cache: Pick<Cache, 'told'>;
  routes: Routes[];
  logger: Logger;
}

/** Older clients say `/jobs` for `/users/jobs`. */
const shortPath: RequestHandler = (request, _response, next) => {
  if (/^\/jobs(?=[/?]|$)/.test(request.url)) request.url = `/users${request.url}`;
  next();
};

/** The HTTP side, from the outside in: headers, the panel's pages, who asks, how often, the body, the routes, errors. */
export function createApp(parts: AppParts): Express {
  const { panel, operations, routes, limits, logger } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', parts.trustProxy);
  // Answers carry an ETag of ours where they have one.
  app.set('etag', false);
  app.locals.audit = parts.audit;
  app.locals.cache = parts.cache;
  app.locals.concurrency = parts.concurrency;
  app.use(requestId, parts.observe, ...securityHeaders);
  app.use(docsPages(), panel);
  app.use(mounted(...operations), answerWhileDatabaseAway(parts.database, logger));
  app.use(shortPath);
  app.use(parts.authenticate, limits.admitStrangers, limits.admit);
  app.use(express.json({ limit: `${BODY_LIMIT_KB}kb` }), rejectUnsafeBody);
  const router = mounted(...routes);
  refuseOtherMethods(
    router,
    [...operations, ...routes].flatMap(({ endpoints }) => endpoints),
  );
  app.use(router, noSuchPath, recordDenied, answerErrors(logger));
  return app;
}

function mounted(...routes: Routes[]): Router {
  const router = Router();
  for (const part of routes) part.mount(router);
  return router;
}
