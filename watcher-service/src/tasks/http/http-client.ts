import { once } from 'node:events';
import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { readBody } from './read-body.ts';
import { BlockedError, type Target } from './target.ts';

/** Idle connections wait this long for a next request: shorter than servers do, so that none is found dead. */
const IDLE_MS = 2_000;
const IDLE_PER_HOST = 2;

export interface HttpRequest {
  method: string;
  headers: OutgoingHttpHeaders;
  body: Buffer | null;
}

export interface HttpResponse {
  status: number;
  retryAfter: string | undefined;
  excerpt: string | null;
}

/** Sends requests over connections of its own: no proxy of the environment, no redirect, no second lookup. */
export class HttpClient {
  readonly #mayUseAddress: (address: string) => boolean;
  readonly #agents: { 'http:': http.Agent; 'https:': https.Agent };

  constructor(mayUseAddress: (address: string) => boolean) {
    this.#mayUseAddress = mayUseAddress;
    const idle = { keepAlive: true, timeout: IDLE_MS, maxFreeSockets: IDLE_PER_HOST };
    this.#agents = { 'http:': new http.Agent(idle), 'https:': new https.Agent(idle) };
  }

  /** @throws the connection's error; BlockedError if the connection ended elsewhere than it should */
  async send({ url, addresses }: Target, { method, headers, body }: HttpRequest, signal: AbortSignal) {
    signal.throwIfAborted();
    const options = { method, headers, lookup: alwaysTo(addresses) };
    const request =
      url.protocol === 'https:'
        ? https.request(url, { ...options, agent: this.#agents['https:'] })
        : http.request(url, { ...options, agent: this.#agents['http:'] });
    request.on('error', () => {}); // what comes after the answer changes nothing any more
    request.once('socket', (socket: Socket) =>
      this.#check(socket, () => request.destroy(new BlockedError())),
    );
    const stop = () => request.destroy(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
      request.end(body ?? undefined);
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      return await readAnswer(response);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** The lookup was judged already; this judges what came of it, before a byte of the request is written. */
  #check(socket: Socket, refuse: () => void): void {
    const check = () => {
      if (!this.#mayUseAddress(socket.remoteAddress ?? '')) refuse();
    };
    if (socket.connecting) socket.once('connect', check);
    else check();
  }

  close(): void {
    this.#agents['http:'].destroy();
    this.#agents['https:'].destroy();
  }
}

async function readAnswer(response: IncomingMessage): Promise<HttpResponse> {
  const { statusCode = 0, headers } = response;
  return { status: statusCode, retryAfter: headers['retry-after'], excerpt: await readBody(response) };
}

const alwaysTo =
  (addresses: Target['addresses']): LookupFunction =>
  (_host, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, addresses);
    else callback(null, first?.address ?? '', first?.family);
  };
