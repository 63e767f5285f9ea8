import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MessageStore } from './message-store.ts';
import { type Answer, problem, route } from './routes.ts';

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export interface RunningHttp {
  port: number;
  close(): Promise<void>;
}

/** Serves the page and its JSON, for reading only. */
export async function startHttp(store: MessageStore, host: string, port: number): Promise<RunningHttp> {
  const loopbackOnly = LOOPBACK.test(host) || host === '::1';
  const server = createServer((request, response) => {
    answerTo(store, request, loopbackOnly)
      .catch((error: unknown) => problem(500, error instanceof Error ? error.message : String(error)))
      .then((answer) => send(request, response, answer));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, close };
}

async function answerTo(
  store: MessageStore,
  request: IncomingMessage,
  loopbackOnly: boolean,
): Promise<Answer> {
  // Another site's name that points here (DNS rebinding) must not read mail: it may hold passwords.
  if (loopbackOnly && !LOOPBACK.test(request.headers.host ?? '')) {
    return problem(403, 'Open this page by its address on this machine');
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return problem(405, 'Only GET is served here');
  return route(store, new URL(request.url ?? '/', 'http://localhost'));
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status ?? 200, {
    'Content-Type': `${answer.type}; charset=utf-8`,
    'Content-Security-Policy': PAGE_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    ...answer.headers,
  });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}
