import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Target {
  url: string;
  /** Settings that allow the services to call it. */
  settings: Record<string, string>;
  stop(): void;
}

/** Starts a server for jobs to call: /ok answers well, /fail with 503, /wait never. */
export async function startTarget(): Promise<Target> {
  const server = createServer((request, response) => {
    if (request.url === '/ok') response.end('{"open": true, "articles": 1204}');
    if (request.url === '/fail') response.writeHead(503).end('The warehouse is being counted.\n');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    settings: { HTTP_ALLOWED_NETWORKS: '127.0.0.0/8,::1', HTTP_ALLOWED_PORTS: String(port) },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
