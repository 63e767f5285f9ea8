import type { ProxyOptions } from 'vite';

const API_PATHS = [
  '/auth',
  '/users',
  '/jobs',
  '/schedules',
  '/admin',
  '/health',
  '/tasks',
  '/events',
  '/rate-limit-stats',
  '/openapi.json',
  '/docs',
];

/**
 * `/jobs` and `/admin/jobs` are pages of the panel and paths of the API. As in production, a GET that asks for
 * HTML is a page; all else goes to the API.
 */
const pageInstead: ProxyOptions['bypass'] = (request) => {
  const isPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
  return isPage && !request.url?.startsWith('/docs') ? '/index.html' : undefined;
};

/** The API takes cookies from its own origin only, which to it this server is. */
export const apiProxy = (target: string): Record<string, ProxyOptions> =>
  Object.fromEntries(
    API_PATHS.map((path) => [path, { target, headers: { origin: target }, bypass: pageInstead }]),
  );
