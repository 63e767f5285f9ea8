import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Longest time that a client may take for its headers, and for all of its request: from the first byte of a request
 * on, so that idle connections are not concerned.
 */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
const CLOSE_IDLE_MS = 100;

/** @param keepAliveMs how long an idle connection is kept: longer than a proxy in front keeps it, or it answers 502 */
export const createHttpServer = (keepAliveMs: number): Server =>
  createServer({
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: keepAliveMs,
  });

/** Takes connections; resolves with the port, which the system has chosen where 0 was asked for. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/**
 * Takes no new connections, answers what is under way, and ends when all connections have. A client that
 * goes on asking on the connection it has (a proxy does) would hold it open for ever: each answer closes its own.
 */
export async function drain(server: Server): Promise<void> {
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
  // The answers under way now do not close theirs: these connections are idle once they are answered.
  const closing = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(closing);
}
