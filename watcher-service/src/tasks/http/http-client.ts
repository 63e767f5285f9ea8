import http, { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import type { ExecutionContext } from '../executor.ts';
import { answerTo, CutAnswerError } from './answer.ts';
import type { CallTimer } from './call-timer.ts';
import { readBody } from './read-body.ts';
import { BlockedError, type Target } from './target.ts';

/** Idle connections wait this long for a next request: shorter than servers do, so that none is found dead. */
const IDLE_MS = 2_000;
const IDLE_PER_HOST = 2;
const SWITCHING_PROTOCOLS = 101;

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

  /**
   * Sends a request and reads its answer. Its connection belongs to the attempt until it is free for a next request.
   * @throws the connection's error; BlockedError if the connection ended elsewhere than it should; those of `answerTo`
   */
  async send(
    target: Target,
    { method, headers, body }: HttpRequest,
    { signal, resources }: Pick<ExecutionContext, 'signal' | 'resources'>,
    timer: CallTimer,
  ): Promise<HttpResponse> {
    signal.throwIfAborted();
    const request = this.#open(target, { method, headers });
    timer.follow(request);
    request.once('socket', (socket: Socket) => {
      socket.once('free', resources.addSocket(socket));
      this.#check(socket, () => request.destroy(new BlockedError()));
    });
    const closed = new Promise((resolve) => request.once('close', resolve));
    const stop = () => request.destroy(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
      request.end(body ?? undefined);
      const answer = await readAnswer(await answerTo(request));
      // A body whose length is not given ends with its connection, and so does one that is broken off here.
      signal.throwIfAborted();
      // Who has answered need not take the rest of the request: it would hold the connection.
      if (!request.writableFinished) request.destroy();
      await closed;
      return answer;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #open({ url, addresses }: Target, { method, headers }: Omit<HttpRequest, 'body'>): ClientRequest {
    const options = { method, headers, lookup: alwaysTo(addresses) };
    return url.protocol === 'https:'
      ? https.request(url, { ...options, agent: this.#agents['https:'] })
      : http.request(url, { ...options, agent: this.#agents['http:'] });
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
  const { statusCode: status = 0, headers } = response;
  const answer = { status, retryAfter: headers['retry-after'], excerpt: null };
  if (status === SWITCHING_PROTOCOLS) return answer;
  try {
    return { ...answer, excerpt: await readBody(response) };
  } catch (error) {
    throw new CutAnswerError(status, error);
  }
}

const alwaysTo =
  (addresses: Target['addresses']): LookupFunction =>
  (_host, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, addresses);
    else callback(null, first?.address ?? '', first?.family);
  };
