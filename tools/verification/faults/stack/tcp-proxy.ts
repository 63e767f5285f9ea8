import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** `refuse`: nobody listens. `halfOpen`: connections stay and new ones are taken, but no byte gets through. */
export type LinkMode = 'pass' | 'refuse' | 'halfOpen';

interface Link {
  client: Socket;
  server: Socket;
  /** The next answer is swallowed, and the connection breaks. */
  losesAnswer: boolean;
}

/** A network between two processes that a test may disturb. */
export class TcpProxy {
  latencyMs = 0;
  /** Number of requests: a request is one chunk, unless it is very large. */
  requests = 0;
  readonly #target: { host: string; port: number };
  readonly #links = new Set<Link>();
  #server: Server = createServer();
  #port = 0;
  #mode: LinkMode = 'pass';
  #loses: { matches: (request: Buffer) => boolean; lost: () => void } | undefined;

  private constructor(target: { host: string; port: number }) {
    this.#target = target;
  }

  static async to(port: number, host = '127.0.0.1'): Promise<TcpProxy> {
    const proxy = new TcpProxy({ host, port });
    await proxy.#listen();
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** Breaks all connections; new ones are made as the mode says. */
  cut(): void {
    for (const { client, server } of this.#links) {
      client.destroy();
      server.destroy();
    }
    this.#links.clear();
  }

  async set(mode: LinkMode): Promise<void> {
    const before = this.#mode;
    this.#mode = mode;
    if (mode === 'refuse') await this.#unlisten();
    else if (before === 'refuse') await this.#listen();
    // What was held back is not delivered later: a connection that was silent for long is broken.
    if (mode !== 'halfOpen') this.cut();
  }

  /** The first answer to a request like this never arrives, although the server has done what was asked. */
  loseAnswerTo(matches: (request: Buffer) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#loses = { matches, lost: resolve };
    });
  }

  async close(): Promise<void> {
    await this.#unlisten();
  }

  async #listen(): Promise<void> {
    this.#server = createServer((client) => this.#join(client));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async #unlisten(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.cut();
    await closed;
  }

  #join(client: Socket): void {
    const server = connect(this.#target);
    const link: Link = { client, server, losesAnswer: false };
    this.#links.add(link);
    for (const socket of [client, server]) {
      socket
        .on('error', () => {})
        .on('close', () => {
          client.destroy();
          server.destroy();
          this.#links.delete(link);
        });
    }
    client.on('data', (bytes) => this.#ask(link, bytes));
    server.on('data', (bytes) => this.#answer(link, bytes));
  }

  #ask(link: Link, bytes: Buffer): void {
    this.requests += 1;
    if (this.#loses?.matches(bytes)) link.losesAnswer = true;
    this.#pass(link.server, bytes);
  }

  #answer(link: Link, bytes: Buffer): void {
    if (!link.losesAnswer) {
      this.#pass(link.client, bytes);
      return;
    }
    this.#loses?.lost();
    this.#loses = undefined;
    link.client.destroy();
  }

  #pass(to: Socket, bytes: Buffer): void {
    if (this.#mode === 'halfOpen') return;
    if (this.latencyMs === 0) to.write(bytes);
    else setTimeout(() => to.write(bytes), this.latencyMs);
  }
}

/** Requests to MongoDB that do this to a collection, and name all of these fields or values. */
export function command(name: 'insert' | 'update' | 'findAndModify', collection: string, ...words: string[]) {
  const length = Buffer.alloc(4);
  length.writeInt32LE(collection.length + 1);
  const start = Buffer.concat([Buffer.from(`${name}\0`), length, Buffer.from(`${collection}\0`)]);
  return (request: Buffer) => request.includes(start) && words.every((word) => request.includes(word));
}
