import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { busy, validationFailed } from '@punctual/engine/platform/errors';
import { Turn } from '@punctual/engine/platform/turn';
import { Piscina } from 'piscina';
import {
  type Arguments,
  type Computation,
  type ComputationName,
  type Computed,
  compute,
  type Results,
} from './computations.ts';

/** Most computations take a few hundred steps, and are done at once: some 2 ms. */
const STEPS_AT_ONCE = 2_000;
/** Some second, of a thread that all share. */
const STEPS_IN_THREAD = 1_000_000;
/** Computations that may wait for the thread. More are refused: the queue would only grow. */
const QUEUE = 128;

/** Finds the compiled worker. Tests run from the sources, which Node 20 cannot load in a thread, and take the build's. */
function findWorkerFile(): string {
  const beside = fileURLToPath(new URL('./compute-worker.js', import.meta.url));
  return existsSync(beside)
    ? beside
    : fileURLToPath(new URL('../../dist/computing/compute-worker.js', import.meta.url));
}

/**
 * Computes on schedules so that the API goes on answering: what takes few steps at once, all else in a thread, one
 * computation of each user after the other.
 */
export class ScheduleComputer {
  readonly #pool = new Piscina({
    filename: findWorkerFile(),
    minThreads: 0,
    maxThreads: 1,
    // Tests run with a flag by which packages are read from their sources.
    execArgv: [],
    idleTimeout: 30_000,
  });
  readonly #turn = new Turn();
  /** The newest computation in the thread by user: the next of the same user begins after it. */
  readonly #newest = new Map<string, Promise<unknown>>();
  #waiting = 0;

  /**
   * Computes something on behalf of a user.
   * @throws AppError 422 if it takes too long even for the thread, 503 if too many wait for it
   */
  async compute<K extends ComputationName>(
    user: string,
    name: K,
    ...args: Arguments[K]
  ): Promise<Results[K]> {
    await this.#turn.yieldIfLong();
    const computation: Computation<K> = { name, args };
    const atOnce = compute(computation, STEPS_AT_ONCE);
    if (atOnce.isOver) return atOnce.result;
    const computed = await this.#inThread(user, computation);
    if (computed.isOver) return computed.result;
    const message = 'This schedule takes too long to compute. Ask for fewer runs, or for a shorter time.';
    throw validationFailed([{ path: 'schedule', message }]);
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async #inThread<K extends ComputationName>(
    user: string,
    computation: Computation<K>,
  ): Promise<Computed<Results[K]>> {
    if (this.#waiting >= QUEUE) throw busy('Too many schedules are being computed. Try again in a moment.');
    this.#waiting += 1;
    const before = this.#newest.get(user) ?? Promise.resolve();
    // It begins whatever became of the one before, whose caller was told.
    const run = (): Promise<Computed<Results[K]>> => this.#pool.run({ computation, steps: STEPS_IN_THREAD });
    const mine = before.then(run, run);
    this.#newest.set(user, mine);
    try {
      return await mine;
    } finally {
      this.#waiting -= 1;
      if (this.#newest.get(user) === mine) this.#newest.delete(user);
    }
  }
}
