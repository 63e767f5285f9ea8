import { Piscina } from 'piscina';
import { TimeoutError, withTimeout } from '../platform/with-timeout.ts';
import { findWorkerFile } from '../platform/worker-file.ts';
import type { TemplateOrder, TemplateResult } from './template-work.ts';

/** A thread is started within this (ms), or something is wrong with the machine. */
const START_MS = 15_000;
/** The library ends a text after a quarter of this; what it does not see in time ends with the thread (ms). */
const LIMIT_MS = 1_000;
/** Memory of the thread for objects (MB): it is ended before the process is in need. */
const MEMORY_MB = 64;

/** Thrown when a thread was ended because its work took too long, or more memory than it has. */
export class ThreadEndedError extends Error {}

const WORKER = findWorkerFile(
  new URL('./template-worker.js', import.meta.url),
  new URL('../../dist/templates/template-worker.js', import.meta.url),
);

/** The one thread in which templates are rendered. It is started when it is first needed, and ended at its limit. */
export class TemplateThread {
  #pool: Piscina | null = null;

  /**
   * Does one piece of work; none may be under way.
   * @throws ThreadEndedError at the limit; the next piece of work gets a new thread
   */
  async run(order: TemplateOrder): Promise<TemplateResult> {
    const pool = this.#pool ?? (await this.#start());
    try {
      return await withTimeout(LIMIT_MS, pool.run(order), 'A template');
    } catch (error) {
      await this.close();
      if (error instanceof TimeoutError || isOutOfMemory(error)) throw new ThreadEndedError();
      throw error;
    }
  }

  async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = null;
    await pool?.destroy();
  }

  /** Starts a thread, and waits until it answers: its start does not count against the limit of its work. */
  async #start(): Promise<Piscina> {
    const pool = new Piscina({
      filename: WORKER,
      minThreads: 1,
      maxThreads: 1,
      // Tests run with a flag by which packages are read from their sources.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    this.#pool = pool;
    const awake: TemplateOrder = { kind: 'wake' };
    try {
      await withTimeout(START_MS, pool.run(awake), 'The thread of templates');
      return pool;
    } catch (error) {
      await this.close();
      throw error;
    }
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
