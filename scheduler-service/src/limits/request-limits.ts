import { AppError, tooManyRequests } from '@punctual/engine/platform/errors';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { type Counter, computeLimitKeys, LAYERS, type Layer, type Limits } from './limit-keys.ts';
import type { Reading } from './memory-windows.ts';
import type { SlidingWindows } from './sliding-windows.ts';

/** Counts requests that this copy has let pass and has refused since it started. */
export type Tally = Record<Layer, { admitted: number; refused: number }>;

export type OnRefused = (counter: Counter, request: Request) => void;

const seconds = (ms: number): number => Math.ceil(ms / 1_000);

/** Counts the requests of all senders together and of each, and refuses those over a limit. */
export class RequestLimits {
  readonly tally = Object.fromEntries(LAYERS.map((layer) => [layer, { admitted: 0, refused: 0 }])) as Tally;
  readonly #windows: SlidingWindows;
  readonly #limits: Limits;
  readonly #onRefused: OnRefused;

  constructor(windows: SlidingWindows, limits: Limits, onRefused: OnRefused) {
    this.#windows = windows;
    this.#limits = limits;
    this.#onRefused = onRefused;
  }

  /** Comes after authentication. */
  readonly admit: RequestHandler = async (request, response, next) => {
    await this.#count(request, response);
    next();
  };

  /** Counts a request with bad credentials by its address: guessing them is not free. */
  readonly admitStrangers: ErrorRequestHandler = async (error, request, response, next) => {
    if (error instanceof AppError && error.status === 401) await this.#count(request, response);
    next(error);
  };

  /**
   * Refuses a sender whose address has used up its limit, and counts nothing: asked before the database looks for a
   * key that nobody here knows, so that a flood of made-up keys does not reach it.
   * @throws AppError 429
   */
  async checkStranger(request: Request, response: Response): Promise<void> {
    const counters = computeLimitKeys(request, null, this.#limits);
    this.#judge(counters, await this.#windows.peek(counters), request, response);
  }

  async #count(request: Request, response: Response): Promise<void> {
    const counters = computeLimitKeys(request, request.context.caller, this.#limits);
    this.#judge(counters, await this.#windows.consume(counters), request, response);
    for (const { layer } of counters) this.tally[layer].admitted += 1;
  }

  /** Answers how much of the limits is used, and refuses the request if one of them is full. */
  #judge(counters: Counter[], readings: Reading[], request: Request, response: Response): void {
    const fullAt = readings.findIndex(({ waitMs }) => waitMs > 0);
    const shown = Math.max(0, fullAt);
    setHeaders(response, counters[shown] as Counter, readings[shown] as Reading);
    if (fullAt >= 0) this.#refuse(counters[fullAt] as Counter, readings[fullAt] as Reading, request);
  }

  #refuse(counter: Counter, { waitMs }: Reading, request: Request): never {
    this.tally[counter.layer].refused += 1;
    this.#onRefused(counter, request);
    throw tooManyRequests(seconds(waitMs));
  }
}

function setHeaders(response: Response, { limit, windowMs }: Counter, { used, resetMs }: Reading): void {
  response.set({
    'RateLimit-Policy': `${limit};w=${seconds(windowMs)}`,
    'RateLimit-Limit': String(limit),
    'RateLimit-Remaining': String(Math.max(0, limit - used)),
    'RateLimit-Reset': String(seconds(resetMs)),
  });
}
