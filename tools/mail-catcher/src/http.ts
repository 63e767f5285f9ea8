import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MessageStore } from './message-store.ts';
import { type Answer, problem, route } from './routes.ts';

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const PORT = /:\d+$/;
/** The names by which the page may be asked for, whatever address it listens at. */
const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]'];

export interface RunningHttp {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves the page and its JSON, for reading only.
 * @param moreNames names by which the page may be asked for, beside those of this machine
 */
export async function startHttp(
  store: MessageStore,
  host: string,
  port: number,
  moreNames: string[] = [],
): Promise<RunningHttp> {
  const names = new Set([...LOCAL_NAMES, ...moreNames.map((name) => name.toLowerCase())]);
  const server = createServer((request, response) => {
    answerTo(store, request, names)
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
  names: ReadonlySet<string>,
): Promise<Answer> {
  // Another site's name that points here (DNS rebinding) must not read mail: it may hold passwords.
  const name = (request.headers.host ?? '').toLowerCase().replace(PORT, '');
  if (!names.has(name)) {
    return problem(403, 'Open this page as localhost, or start it with --allow-host and the name you use');
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
