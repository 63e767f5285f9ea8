import type { CancelReason, RunDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { failpoint } from '@punctual/engine/platform/failpoints';
import type { RunTransition } from '@punctual/engine/runs/run-transition';
import type { Outcome } from '../tasks/executor.ts';
import type { Registry } from '../tasks/registry.ts';
import {
  transitionForAborted,
  transitionForOutcome,
  transitionForReleased,
  transitionForStopped,
} from './outcome-transition.ts';
import type { RunBatches, Started } from './run-batches.ts';

/** Makes a signal that aborts after so many ms. */
export type TimeoutSignal = (ms: number) => AbortSignal;

/** Carries out attempts at runs that were taken. */
export class Attempts {
  readonly #registry: Registry;
  readonly #batches: Pick<RunBatches, 'beginEffect'>;
  readonly #clock: Clock;
  readonly #timeout: TimeoutSignal;

  constructor(
    registry: Registry,
    batches: Pick<RunBatches, 'beginEffect'>,
    clock: Clock,
    timeout: TimeoutSignal = (ms) => AbortSignal.timeout(ms),
  ) {
    this.#registry = registry;
    this.#batches = batches;
    this.#clock = clock;
    this.#timeout = timeout;
  }

  /**
   * Carries out one attempt, and returns how it ended. Null when the run was lost on the way: then nothing may be
   * written, because another worker has it.
   * @param ending aborted when this process must end now: what is under way is given back
   */
  async carryOut(started: Started, ending: AbortSignal): Promise<RunTransition | null> {
    const { run, lock, lost, abortRequested } = started;
    const now = () => this.#clock.now();
    if (lock.kind === 'retry') throw new Error('A run was started whose lock was not decided.');
    if (lock.kind !== 'acquired') return transitionForStopped(run, lock, now());
    if (ending.aborted) return transitionForReleased(run, now(), false);
    const isOnce = run.snapshot.delivery === 'at-most-once';
    if (isOnce && !(await this.#batches.beginEffect(run))) return null;
    const outcome = await this.#execute(run, [lost, abortRequested, ending]);
    if (lost.aborted) return null;
    const isCut = outcome.kind === 'retry';
    if (isCut && abortRequested.aborted)
      return transitionForAborted(run, abortRequested.reason as CancelReason, outcome, now());
    if (isCut && ending.aborted) return transitionForReleased(run, now(), isOnce);
    return transitionForOutcome(run, outcome, now(), Math.random());
  }

  async #execute(run: RunDocument, cuts: AbortSignal[]): Promise<Outcome> {
    const { task, timeoutMs } = run.snapshot;
    const signal = AbortSignal.any([...cuts, this.#timeout(timeoutMs)]);
    // The key is the same on every attempt at one run.
    const idempotencyKey = run._id.toHexString();
    const ownerId = run.ownerId.toHexString();
    try {
      await failpoint('beforeEffect');
      const outcome = await this.#registry.execute(task, {
        signal,
        idempotencyKey,
        attempt: run.attempt,
        ownerId,
      });
      await failpoint('afterEffect');
      return outcome;
    } catch (error) {
      // A fault of ours, not an answer of the other side: it may pass, and must not look like a success.
      const message = error instanceof Error ? error.message : String(error);
      return { kind: 'retry', code: 'INTERNAL', error: message, response: null };
    }
  }
}
