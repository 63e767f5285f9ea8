import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** That something happened outside because of a run. */
export interface Effect {
  runId: string;
  attempt: number;
  at: Date;
  path: string;
  /** The other side has refused it: to be tried again is its due. */
  refused?: boolean;
}

/** Answer to a call: its status, after a delay in ms; or none at all, be it that other protocols are promised (101). */
export type SinkAnswer = { status: number; afterMs?: number } | { never: 'silence' | 'upgrade' };

const OK: SinkAnswer = { status: 200 };
const UPGRADE = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';

/** A web server on loopback that writes down who called it; what it answers, and when, a test may decide. */
export class HttpSink {
  readonly effects: Effect[] = [];
  /** Calls that the caller broke off while they were held. */
  brokenOff = 0;
  /** Happens when a path is called, before anything is answered. */
  readonly on = new Map<string, () => void>();
  /** Answers to calls that are not held, by path. */
  readonly answers = new Map<string, (effect: Effect) => SinkAnswer>();
  #held: ServerResponse[] = [];
  #holding = false;
  readonly #server: Server = createServer((request, response) => this.#take(request, response));

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** @param host `localhost` for the API, which does not take the address of a private network */
  url(path = '/', host = '127.0.0.1'): string {
    return `http://${host}:${this.port}${path}`;
  }

  /** Calls are written down, and answered only after `release()`. */
  hold(): void {
    this.#holding = true;
  }

  /** Only calls that come from now on are answered at once; those held stay so. */
  passNew(): void {
    this.#holding = false;
  }

  release(): void {
    this.#holding = false;
    for (const response of this.#held.splice(0)) response.end('ok');
  }

  of(runId: string): Effect[] {
    return this.effects.filter((effect) => effect.runId === runId);
  }

  forget(): void {
    this.release();
    this.effects.length = 0;
    this.brokenOff = 0;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take({ headers, url = '/' }: IncomingMessage, response: ServerResponse): void {
    const runId = String(headers['idempotency-key']);
    const effect: Effect = { runId, attempt: Number(headers['x-attempt']), at: new Date(), path: url };
    this.effects.push(effect);
    this.on.get(url)?.();
    if (!this.#holding) {
      this.#answer(effect, response);
      return;
    }
    this.#held.push(response);
    response.once('close', () => {
      if (!response.writableFinished) this.brokenOff += 1;
    });
  }

  #answer(effect: Effect, response: ServerResponse): void {
    const answer = this.answers.get(effect.path)?.(effect) ?? OK;
    if ('never' in answer) {
      effect.refused = true;
      if (answer.never === 'upgrade') response.socket?.write(UPGRADE);
      return;
    }
    const { status, afterMs = 0 } = answer;
    if (status >= 400) effect.refused = true;
    response.statusCode = status;
    if (afterMs === 0) response.end('ok');
    else setTimeout(() => response.end('ok'), afterMs);
  }
}
