import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readiness } from '@punctual/shared/api/health-contract';

export type ReadinessCheck = () => Promise<Readiness>;

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

const unknown = { error: { code: 'NOT_FOUND', message: 'This page does not exist.', details: [] } };

/** The watcher's small HTTP side: `/health` and `/health/ready`. */
export function createHealthServer(check: ReadinessCheck): Server {
  return createServer(async (request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/health') return answer(response, 200, { status: 'ok', uptimeSeconds: process.uptime() });
    if (path !== '/health/ready') return answer(response, 404, unknown);
    const readiness = await check();
    answer(response, readiness.status === 'down' ? 503 : 200, readiness);
  });
}

/** Listens, and answers the port (which matters when 0 was asked for). */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
