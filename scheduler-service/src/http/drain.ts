import type { Server } from 'node:http';

const LOOK_MS = 100;

/**
 * Takes no new connections, answers what is under way, and ends when all connections have. A client that
 * goes on asking on the connection it has (a proxy does) would hold it open for ever: it is told to close.
 */
export async function drain(server: Server): Promise<void> {
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
  // Those under way now were not told: they are idle once they are answered.
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(looking);
}
