import type { Logger } from './logger.ts';

/** Trouble that lasts is logged again after this. */
const REMIND_MS = 60_000;

/**
 * Logs the beginning and the end of trouble, and now and then that it lasts: a step that fails and is repeated each
 * second would fill the log otherwise.
 */
export class ErrorThrottle {
  readonly #logger: Logger;
  readonly #what: string;
  readonly #level: 'debug' | 'warn' | 'error';
  #toldAt: number | null = null;

  /** @param what the trouble in a sentence, without a full stop */
  constructor(logger: Logger, what: string, level: 'debug' | 'warn' | 'error' = 'error') {
    this.#logger = logger;
    this.#what = what;
    this.#level = level;
  }

  /** It failed. */
  is(err: unknown): void {
    const now = performance.now();
    if (this.#toldAt !== null && now - this.#toldAt < REMIND_MS) return;
    this.#toldAt = now;
    this.#logger[this.#level]({ err }, this.#what);
  }

  /** It went well. */
  isOver(): void {
    if (this.#toldAt === null) return;
    this.#toldAt = null;
    this.#logger[this.#level === 'debug' ? 'debug' : 'info'](`${this.#what}: this is over`);
  }
}
