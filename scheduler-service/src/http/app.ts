import type { Endpoint } from '@punctual/shared/api/endpoint';
import type { Logger } from '@punctual/shared/platform/logger';
import express, { type Express, type RequestHandler, Router } from 'express';
import { answerErrors, noSuchPath } from './errors.ts';
import { requestId } from './request-id.ts';
import { refuseOtherMethods } from './route.ts';
import { securityHeaders } from './security-headers.ts';
import { refuseUnfitBodies } from './validation.ts';

const BODY_LIMIT = '100kb';

/** A part of the API: its endpoints, and what adds them to a router. */
export interface Routes {
  endpoints: Endpoint[];
  mount(router: Router): void;
}

export interface AppParts {
  trustProxy: number | string[] | false;
  panel: Router;
  authenticate: RequestHandler;
  routes: Routes[];
  logger: Logger;
}

/** Older clients say `/jobs` for `/users/jobs`. */
const shortPath: RequestHandler = (request, _response, next) => {
  if (/^\/jobs(?=[/?]|$)/.test(request.url)) request.url = `/users${request.url}`;
  next();
};

/** The HTTP side, from the outside in: headers, the panel's pages, who asks, the body, the routes, errors. */
export function createApp({ trustProxy, panel, authenticate, routes, logger }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  // Answers carry an ETag of ours where they have one.
  app.set('etag', false);
  app.use(requestId, ...securityHeaders);
  app.use(panel);
  app.use(shortPath);
  app.use(authenticate);
  app.use(express.json({ limit: BODY_LIMIT }), refuseUnfitBodies);
  const router = Router();
  for (const part of routes) part.mount(router);
  refuseOtherMethods(
    router,
    routes.flatMap(({ endpoints }) => endpoints),
  );
  app.use(router, noSuchPath, answerErrors(logger));
  return app;
}
