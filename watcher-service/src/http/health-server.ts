import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ErrorBody } from '@punctual/contracts/api/common';
import type { Readiness } from '@punctual/contracts/api/health-contract';
import { type Metrics, mayReadMetrics } from '@punctual/engine/platform/metrics';

const JSON_TYPE = 'application/json; charset=utf-8';

function answer(response: ServerResponse, status: number, text: string, type = JSON_TYPE): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(text);
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  const requestId = randomUUID();
  response.setHeader('x-request-id', requestId);
  const body: ErrorBody = { error: { code, message, details: [], requestId } };
  answer(response, status, JSON.stringify(body));
}

/** Serves `/health`, `/health/ready` and `/metrics`, which is all that a watcher answers. */
export function createHealthServer(
  readiness: () => Promise<Readiness>,
  metrics: Metrics,
  metricsToken: string | undefined,
  keepAliveMs: number,
): Server {
  return createServer({ keepAliveTimeout: keepAliveMs }, async (request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/health') {
      const health = { status: 'ok', uptimeSeconds: process.uptime() };
      return answer(response, 200, JSON.stringify(health));
    }
    if (path === '/health/ready') {
      const is = await readiness();
      return answer(response, is.status === 'down' ? 503 : 200, JSON.stringify(is));
    }
    if (path !== '/metrics') return refuse(response, 404, 'NOT_FOUND', 'This page does not exist.');
    if (!mayReadMetrics(request, metricsToken))
      return refuse(response, 401, 'UNAUTHENTICATED', 'Send the token of the metrics.');
    answer(response, 200, await metrics.metrics(), metrics.contentType);
  });
}

/** Listens, and answers the port (which matters when 0 was asked for). */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
