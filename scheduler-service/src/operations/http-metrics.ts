import { DURATIONS_S } from '@punctual/engine/platform/metrics';
import type { Request, RequestHandler } from 'express';
import { Counter, Histogram, type Registry } from 'prom-client';

/** The pattern of the panel's pages: they have one label together, with all paths that nothing answers. */
const ANY_PATH = '/{*path}';

/** Finds the pattern that a request matched, of which there are few: never its address, of which there is no end. */
function findRoute(request: Request): string {
  const path: unknown = request.route?.path;
  return typeof path === 'string' && path !== ANY_PATH ? path : 'other';
}

/** Counts requests by route and status, and measures how long their answers took. */
export function observeRequests(registry: Registry): RequestHandler {
  const requests = new Counter({
    name: 'punctual_http_requests_total',
    help: 'Requests, by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'punctual_http_request_duration_seconds',
    help: 'How long answers took.',
    labelNames: ['method', 'route'],
    buckets: DURATIONS_S,
    registers: [registry],
  });
  return (request, response, next) => {
    response.on('close', () => {
      const labels = { method: request.method, route: findRoute(request) };
      requests.inc({ ...labels, status: response.statusCode });
      // A stream lasts as long as its client listens.
      const isStream = String(response.getHeader('content-type')).startsWith('text/event-stream');
      if (!isStream) durations.observe(labels, (performance.now() - request.context.startedAt) / 1_000);
    });
    next();
  };
}
