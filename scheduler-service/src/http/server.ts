import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/**
 * Longest time that a client may take for its headers, and for all of its request: from the first byte of a request
 * on, so that idle connections are not concerned.
 */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
const CLOSE_IDLE_MS = 100;

/** The connections of each server that have not asked anything yet, as browsers open them in advance. */
const unasked = new WeakMap<Server, Set<Socket>>();

/** @param keepAliveMs how long an idle connection is kept: longer than a proxy in front keeps it, or it answers 502 */
export function createHttpServer(keepAliveMs: number): Server {
  const timeouts = { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS };
  const server = createServer({ ...timeouts, keepAliveTimeout: keepAliveMs });
  const sockets = new Set<Socket>();
  unasked.set(server, sockets);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', ({ socket }) => sockets.delete(socket));
  return server;
}

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
  const closing = setInterval(() => {
    server.closeIdleConnections();
    // Node takes these for busy, and no longer looks at their timeouts.
    for (const socket of unasked.get(server) ?? []) socket.destroy();
  }, CLOSE_IDLE_MS);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(closing);
}
