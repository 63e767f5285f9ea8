import { busy, validationFailed } from '@punctual/engine/platform/errors';
import { OneAtATime } from '@punctual/engine/platform/one-at-a-time';
import { Turn } from '@punctual/engine/platform/turn';
import { findWorkerFile } from '@punctual/engine/platform/worker-file';
import { Piscina } from 'piscina';
import { refuse } from '../http/refusal-words.ts';
import {
  type Arguments,
  type Computation,
  type ComputationName,
  type Computed,
  compute,
  type Results,
} from './computations.ts';
import { STEPS_PER_REQUEST, StepAllowance } from './step-allowance.ts';

/** Most computations take a few hundred steps, and are done at once: some 2 ms. */
const STEPS_AT_ONCE = 2_000;
/** Computations that may wait for the thread. More are refused: the queue would only grow. */
const QUEUE = 128;

const WORKER = findWorkerFile(
  new URL('./compute-worker.js', import.meta.url),
  new URL('../../dist/computing/compute-worker.js', import.meta.url),
);

/**
 * Computes on schedules so that the API goes on answering: what takes few steps at once, all else in a thread, one
 * computation of each user after the other.
 */
export class ScheduleComputer {
  readonly #pool = new Piscina({
    filename: WORKER,
    minThreads: 0,
    maxThreads: 1,
    // Tests run with a flag by which packages are read from their sources.
    execArgv: [],
    idleTimeout: 30_000,
  });
  readonly #turn = new Turn();
  readonly #inTurns = new OneAtATime();
  #waiting = 0;

  /**
   * Computes something on behalf of a user.
   * @throws AppError 422 if it takes too long even for the thread, 503 if too many wait for it
   */
  compute<K extends ComputationName>(user: string, name: K, ...args: Arguments[K]): Promise<Results[K]> {
    return this.computeWithin(new StepAllowance(), user, name, ...args);
  }

  /**
   * Computes something on behalf of a user, as a part of what one request may take.
   * @throws AppError 422 if the allowance is used up, 503 if too many wait for the thread
   */
  async computeWithin<K extends ComputationName>(
    allowance: StepAllowance,
    user: string,
    name: K,
    ...args: Arguments[K]
  ): Promise<Results[K]> {
    const computation: Computation<K> = { name, args };
    const computed =
      (await this.#atOnce(allowance, user, computation)) ??
      (await this.#inTurn(allowance, user, computation));
    if (computed?.isOver) return computed.result;
    throw validationFailed([{ path: 'schedule', message: allowance.refusal }]);
  }

  async #atOnce<K extends ComputationName>(
    allowance: StepAllowance,
    user: string,
    computation: Computation<K>,
  ) {
    await this.#turn.yieldIfLong(user);
    const steps = Math.min(STEPS_AT_ONCE, allowance.leftAtOnce);
    if (steps === 0) return null;
    const computed = compute(computation, steps);
    allowance.spendAtOnce(computed.spent);
    return computed.isOver ? computed : null;
  }

  async #inTurn<K extends ComputationName>(
    allowance: StepAllowance,
    user: string,
    computation: Computation<K>,
  ) {
    if (allowance.left === 0) return null;
    const computed = await this.#inThread(user, computation, Math.min(STEPS_PER_REQUEST, allowance.left));
    allowance.spend(computed.spent);
    return computed;
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async #inThread<K extends ComputationName>(
    user: string,
    computation: Computation<K>,
    steps: number,
  ): Promise<Computed<Results[K]>> {
    if (this.#waiting >= QUEUE) throw busy(refuse((words) => words.tooManyComputed));
    this.#waiting += 1;
    try {
      return await this.#inTurns.run(user, () => this.#pool.run({ computation, steps }));
    } finally {
      this.#waiting -= 1;
    }
  }
}
