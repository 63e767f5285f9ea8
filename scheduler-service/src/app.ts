import type { Logger } from '@punctual/engine/platform/logger';
import type { Probe } from '@punctual/engine/platform/mongo';
import express, { type Express, type RequestHandler } from 'express';
import type { AuditLog } from './audit/audit-log.ts';
import { recordDenied, withAudit } from './audit/with-audit.ts';
import { authenticate } from './auth/authenticate.ts';
import type { Authenticator } from './auth/authenticator.ts';
import { noteCacheTags } from './cache/endpoint-tags.ts';
import { flushInvalidations } from './cache/flush-invalidations.ts';
import type { ResponseCache } from './cache/response-cache.ts';
import { serveDocs } from './http/docs-pages.ts';
import { answerErrors, answerWhileDatabaseAway, noSuchPath } from './http/errors.ts';
import { parseBody } from './http/json-body.ts';
import { createContext, negotiateLanguage, refuseTwoHosts } from './http/request-context.ts';
import { refuseOtherMethods } from './http/route.ts';
import { Router, type Routes } from './http/router.ts';
import { securityHeaders } from './http/security-headers.ts';
import { servePanel } from './http/static-panel.ts';
import { type Concurrency, withConcurrency } from './limits/concurrency.ts';
import type { RequestLimits } from './limits/request-limits.ts';

export interface AppOptions {
  trustProxy: number | string[] | false;
  /** The folder of the panel's files. */
  panelDir: string;
  /** Counts and measures every request. */
  observe: RequestHandler;
  /** Ask about the process and not about the product: without login, without limit, whatever is away. */
  openRoutes: Routes[];
  routes: Routes[];
  isDatabaseThere: Probe;
  authenticator: Authenticator;
  limits: Pick<RequestLimits, 'admit' | 'admitStrangers' | 'checkStranger'>;
  /** Remembers the calls of API keys. */
  noteCall: RequestHandler;
  concurrency: Concurrency;
  audit: AuditLog;
  responses: ResponseCache;
  /** Resolves when no copy uses what this one has changed until now. */
  invalidationsFlushed: () => Promise<void>;
  logger: Logger;
}

/** Older clients say `/jobs` for `/users/jobs`. */
const shortPath: RequestHandler = (request, _response, next) => {
  if (/^\/jobs(?=[/?]|$)/.test(request.url)) request.url = `/users${request.url}`;
  next();
};

/**
 * Builds the HTTP side, from the outside in: headers, the panel's pages, authentication, limits, the body, the
 * routes, errors. This is the one place where it is put together, and its order matters.
 */
export function createApp(options: AppOptions): Express {
  const { openRoutes, routes, limits, audit, logger } = options;
  const endpoints = [...openRoutes, ...routes].flatMap((part) => part.endpoints);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustProxy);
  // Answers carry an ETag of ours where they have one.
  app.set('etag', false);
  app.use(createContext, options.observe, ...securityHeaders, refuseTwoHosts);
  app.use(serveDocs(), servePanel(options.panelDir));
  app.use(negotiateLanguage);
  app.use(mountAll(openRoutes, new Router([])).express);
  app.use(answerWhileDatabaseAway(options.isDatabaseThere, logger));
  app.use(shortPath, noteCacheTags(endpoints));
  app.use(
    authenticate(options.authenticator, endpoints, (...sender) => limits.checkStranger(...sender)),
    options.noteCall,
    limits.admitStrangers,
    limits.admit,
  );
  app.use(parseBody);
  const router = new Router([
    // Outermost, so that a request that waits for other copies holds no place meanwhile.
    flushInvalidations(options.invalidationsFlushed),
    withConcurrency(options.concurrency),
    withAudit(audit),
    options.responses.around,
  ]);
  mountAll(routes, router);
  refuseOtherMethods(router, endpoints);
  app.use(router.express, noSuchPath, recordDenied(audit), answerErrors(logger));
  return app;
}

function mountAll(routes: Routes[], router: Router): Router {
  for (const part of routes) part.mount(router);
  return router;
}
