import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BEHAVIOURS } from './behaviours.ts';

/** A server on loopback that behaves as the first parts of its paths say, and counts what reaches it. */
export interface Sink {
  port: number;
  url(path: string, host?: string): string;
  connections: number;
  requests: IncomingMessage[];
  /** Resolves as soon as so many requests have come. */
  reached(count: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startSink(): Promise<Sink> {
  const server = http.createServer(answer);
  const arrivals = new Set<() => void>();
  function answer(request: IncomingMessage, response: ServerResponse) {
    sink.requests.push(request);
    for (const arrived of arrivals) arrived();
    const [path = ''] = /^\/[^/?]*/.exec(request.url ?? '') ?? [];
    BEHAVIOURS[path]?.(request, response);
  }
  server.on('connection', () => {
    sink.connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sink: Sink = {
    port,
    url: (path, host = '127.0.0.1') => `http://${host}:${port}${path}`,
    connections: 0,
    requests: [],
    async reached(count) {
      while (sink.requests.length < count) {
        await new Promise<void>((resolve) => arrivals.add(resolve));
        arrivals.clear();
      }
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return sink;
}
