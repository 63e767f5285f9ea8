import type { CancelReason, RunDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { failpoint } from '@punctual/engine/platform/failpoints';
import { TimeoutError, withTimeout } from '@punctual/engine/platform/with-timeout';
import type { RunTransition } from '@punctual/engine/runs/run-transition';
import type { ExecutionContext, Outcome } from '../tasks/executor.ts';
import { convertAbortToOutcome } from '../tasks/failure.ts';
import { placeholderFacts } from '../tasks/placeholders/placeholder-facts.ts';
import type { Registry } from '../tasks/registry.ts';
import { Resources } from '../tasks/resources.ts';
import { AttemptSignal, type StartTimer, startTimer } from './attempt-signal.ts';
import {
  transitionForAborted,
  transitionForOutcome,
  transitionForReleased,
  transitionForStopped,
} from './outcome-transition.ts';
import type { OverdueAttempts } from './overdue-attempts.ts';
import { resultWithinGrace } from './result-within-grace.ts';
import type { RunBatches, Started } from './run-batches.ts';
import { SharedInstant } from './shared-instant.ts';

/** An executor that was cut off has this long to return how it ended (ms). */
const GRACE_MS = 1_000;
/** Sockets are destroyed in a moment; what is still open after this cannot be closed (ms). */
const CLOSE_MS = 5_000;

/** Said of an executor that did not return: it may have had its effect. */
const BROKEN_OFF = 'The task did not end in time, and was broken off.';

/** Carries out attempts at runs that were taken. */
export class Attempts {
  readonly #registry: Pick<Registry, 'execute'>;
  readonly #batches: Pick<RunBatches, 'beginEffect'>;
  readonly #overdue: Pick<OverdueAttempts, 'add' | 'cannotEnd'>;
  readonly #clock: Clock;
  readonly #instant: SharedInstant;
  readonly #timer: StartTimer;

  constructor(
    registry: Pick<Registry, 'execute'>,
    batches: Pick<RunBatches, 'beginEffect'>,
    overdue: Pick<OverdueAttempts, 'add' | 'cannotEnd'>,
    clock: Clock,
    timer: StartTimer = startTimer,
  ) {
    this.#registry = registry;
    this.#batches = batches;
    this.#overdue = overdue;
    this.#clock = clock;
    this.#instant = new SharedInstant(clock);
    this.#timer = timer;
  }

  /**
   * Carries out one attempt, and returns how it ended. Null when nothing may be written: the run was lost on the way,
   * because another worker has it, or what the attempt has opened cannot be closed.
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
    if (!outcome || lost.aborted) return null;
    const isCut = outcome.kind === 'retry';
    if (isCut && abortRequested.aborted)
      return transitionForAborted(run, abortRequested.reason as CancelReason, outcome, now());
    if (isCut && ending.aborted) return transitionForReleased(run, now(), isOnce);
    return transitionForOutcome(run, outcome, this.#endOf(run), Math.random());
  }

  #endOf({ snapshot, attemptStartedAt }: RunDocument): Date {
    return snapshot.task.type === 'log' ? this.#instant.since(attemptStartedAt) : this.#clock.now();
  }

  /**
   * Executes a task until it has ended, or a moment after its time is up, whatever the executor does. It returns when
   * everything that the executor has opened is closed; null if that cannot be done.
   */
  async #execute(run: RunDocument, cuts: AbortSignal[]): Promise<Outcome | null> {
    const cut = new AttemptSignal(run.snapshot.timeoutMs, cuts, this.#timer);
    const { signal } = cut;
    const resources = new Resources();
    const work = this.#call(run, { signal, resources });
    const outcome = await resultWithinGrace(work, signal, GRACE_MS);
    cut.clear();
    if (!outcome) this.#overdue.add(run, work);
    if (await isClosed(resources)) return outcome ?? convertAbortToOutcome(signal, BROKEN_OFF);
    this.#overdue.cannotEnd(run);
    return null;
  }

  async #call(run: RunDocument, context: Pick<ExecutionContext, 'signal' | 'resources'>): Promise<Outcome> {
    const { snapshot, attempt } = run;
    // The key is the same on every attempt at one run.
    const idempotencyKey = run._id.toHexString();
    const ownerId = run.ownerId.toHexString();
    try {
      await failpoint('beforeEffect');
      const all = { ...context, idempotencyKey, attempt, ownerId, ...placeholderFacts(run) };
      const outcome = await this.#registry.execute(snapshot.task, all);
      await failpoint('afterEffect');
      return outcome;
    } catch (error) {
      // A fault of ours, not an answer of the other side: it may pass, and must not look like a success.
      const message = error instanceof Error ? error.message : String(error);
      return { kind: 'retry', code: 'INTERNAL', error: message, response: null };
    }
  }
}

async function isClosed(resources: Resources): Promise<boolean> {
  try {
    await withTimeout(CLOSE_MS, resources.destroyAll(), 'What an attempt has opened');
    return true;
  } catch (error) {
    if (error instanceof TimeoutError) return false;
    throw error;
  }
}
