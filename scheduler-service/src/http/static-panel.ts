import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type Request, type RequestHandler, Router } from 'express';
import expressStaticGzip from 'express-static-gzip';

const NONCE_PLACEHOLDER = /__CSP_NONCE__/g;
/** Under its own name too, the page is sent with its nonce, never as the file is stored. */
const PAGE = '/index.html';
const YEAR = 'public, max-age=31536000, immutable';
const HOUR = 'public, max-age=3600';

/** Lets files be cached for a year whose name changes with their content, and others for an hour. */
const caching = (path: string) => (/[\\/]assets[\\/]/.test(path) ? YEAR : HOUR);

/** Addresses that are files; all others may be a page of the panel and a path of the API. */
const FILE = /\.\w+$/;

/**
 * Serves the files of the panel, and its page for every address that a browser opens. Addresses of the panel and of
 * the API overlap (`/jobs`): a request that asks for HTML is a browser that opens a page. `/` is the page for all that
 * do not ask for JSON: commands, monitors and previews of links accept anything.
 */
export function servePanel(directory: string): Router {
  const router = Router();
  router.use(ofReads(varyByAccept));
  const page = join(directory, 'index.html');
  if (!existsSync(page)) return router;
  router.use(ofReads(openPage(readFileSync(page, 'utf8'))));
  const files = expressStaticGzip(directory, {
    enableBrotli: true,
    orderPreference: ['br'],
    index: false,
    serveStatic: {
      setHeaders: (response, path) => void response.setHeader('Cache-Control', caching(path)),
    },
  });
  const known = new Set(listPaths(directory));
  // Otherwise every request of the API would look for a file of its name.
  router.use((request, response, next) =>
    known.has(request.path) ? files(request, response, next) : next(),
  );
  return router;
}

/** Carries out a handler for GET and HEAD. A route of a router would have express answer OPTIONS of every path itself. */
const ofReads =
  (handler: RequestHandler): RequestHandler =>
  (request, response, next) =>
    request.method === 'GET' || request.method === 'HEAD' ? handler(request, response, next) : next();

/** Lists the addresses of all files in a folder. */
const listPaths = (directory: string): string[] =>
  readdirSync(directory, { recursive: true }).map((name) => `/${String(name).split(sep).join('/')}`);

/** Also where the panel is served by a proxy in front, which decides in the same way. */
const varyByAccept: RequestHandler = (request, response, next) => {
  if (!FILE.test(request.path)) response.vary('Accept');
  next();
};

function openPage(html: string): RequestHandler {
  return (request, response, next) => {
    if (!wantsPage(request) && request.path !== PAGE) return next();
    response.type('html').send(html.replace(NONCE_PLACEHOLDER, () => request.context.nonce));
  };
}

function wantsPage({ path, headers: { accept = '' } }: Request): boolean {
  if (path === '/' && !accept.includes('json')) return true;
  return accept.includes('text/html') && !FILE.test(path);
}
