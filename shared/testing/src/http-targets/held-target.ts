import { once } from 'node:events';
import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback that answers `/quick` at once, and everything else when the test says so. */
export interface HeldTarget {
  port: number;
  url(path: string): string;
  /** The number of requests that wait for their answers. */
  readonly held: number;
  /** Answers those that wait, and from now on everything at once. */
  release(): void;
  stop(): Promise<void>;
}

export async function startHeldTarget(): Promise<HeldTarget> {
  const held = new Set<ServerResponse>();
  let isHolding = true;
  const server = http.createServer((request, response) => {
    if (request.url === '/quick' || !isHolding) return void response.writeHead(204).end();
    held.add(response);
    response.once('close', () => held.delete(response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (path) => `http://127.0.0.1:${port}${path}`,
    get held() {
      return held.size;
    },
    release() {
      isHolding = false;
      for (const response of held) response.writeHead(204).end();
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
