import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Probe } from '@punctual/engine/platform/mongo';
import type { Worker } from 'bullmq';

const LOOK_AGAIN_MS = 500;

/** Takes entries from a queue, and can be made to stop. */
type Taker = Pick<Worker, 'pause' | 'resume'>;

/**
 * Keeps this process from taking runs while the database is away: it could start none, and would only keep them from
 * others that can.
 */
export class DatabaseGate {
  readonly #database: Probe;
  readonly #takers: readonly Taker[];
  readonly #logger: Logger;
  readonly #ending = new AbortController();
  #isShut = false;

  /** @param database asked, while nothing is taken, whether it is back */
  constructor(database: Probe, takers: readonly Taker[], logger: Logger) {
    this.#database = database;
    this.#takers = takers;
    this.#logger = logger;
  }

  get isClosed(): boolean {
    return this.#isShut;
  }

  /** Stops the taking until the database answers. */
  async close(): Promise<void> {
    if (this.#isShut) return;
    this.#isShut = true;
    this.#logger.warn('The database does not answer: runs are left to others until it does');
    // What is under way goes on: its end may be written yet.
    await Promise.all(this.#takers.map((taker) => taker.pause(true)));
    if (!(await this.#databaseIsBack())) return;
    this.#isShut = false;
    this.#logger.info('The database answers: runs are taken again');
    await Promise.all(this.#takers.map((taker) => taker.resume()));
  }

  /** Ends the looking for the database. */
  stop(): void {
    this.#ending.abort();
  }

  /** Resolves when it is; false when this process ends before. */
  async #databaseIsBack(): Promise<boolean> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      if (await this.#database()) return !signal.aborted;
      await wait(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {}); // the end of the process
    }
    return false;
  }
}
