import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Dispatcher } from '@punctual/engine/queue/dispatcher';
import type { Misfires } from '@punctual/engine/runs/misfires';
import { isExpired } from '@punctual/engine/runs/run-draft';
import type { RunRecovery } from '@punctual/engine/runs/run-recovery';
import type { Waiting } from '@punctual/engine/runs/waiting-heads';
import type { DispatchPlan, DispatchPlans } from './dispatch-plan.ts';

const BATCH = 1_000;
const FULL_LOOKS = 20;
const FULL_PAUSE_MS = 100;

/** Sends runs again that the queue has lost, retries that are due, and runs that wait for a place. */
export class WaitingRecovery {
  readonly #recovery: RunRecovery;
  readonly #misfires: Misfires;
  readonly #dispatcher: Pick<Dispatcher, 'enqueue'>;
  readonly #plans: Pick<DispatchPlans, 'make'>;
  readonly #clock: Clock;
  #lacksPlaces = false;

  constructor(
    recovery: RunRecovery,
    misfires: Misfires,
    dispatcher: Pick<Dispatcher, 'enqueue'>,
    plans: Pick<DispatchPlans, 'make'>,
    clock: Clock,
  ) {
    this.#recovery = recovery;
    this.#misfires = misfires;
    this.#dispatcher = dispatcher;
    this.#plans = plans;
    this.#clock = clock;
  }

  /** Is true when the last step left runs that wait for a place. */
  get lacksPlaces(): boolean {
    return this.#lacksPlaces;
  }

  /** Sends all of them, as queues have room and owners may hold places; returns how many were handled. */
  async step(): Promise<number> {
    let handled = 0;
    for (let full = 0; full < FULL_LOOKS; ) {
      const plan = await this.#plans.make();
      const batch = plan.isShut ? 0 : await this.#sendBatch(plan);
      if (batch === null) return handled;
      handled += batch;
      this.#lacksPlaces = plan.lacksPlaces;
      if (batch === BATCH) continue;
      if (!plan.isShut && !plan.lacksRoom) return handled;
      // A queue is full: as the workers empty it, more goes in.
      full += 1;
      await wait(FULL_PAUSE_MS);
    }
    return handled;
  }

  /** Returns how many were handled; null when the queue did not take them, so that it is not asked again at once. */
  async #sendBatch(plan: DispatchPlan): Promise<number | null> {
    const now = this.#clock.now();
    const isQueued = (run: Waiting) => plan.mayBeQueued(run, now);
    const found = await this.#recovery.dispatchable(now, BATCH, toBeJudgedOr(plan), isQueued);
    const expired = found.filter(isExpired);
    const judged = await this.#misfires.apply(
      found.filter((run) => !isExpired(run)),
      now,
    );
    // Skipped first: another process that judges must not take for the newest what is left of the others.
    await this.#misfires.skip([...expired, ...judged.skipped], now);
    const waiting = [...(await this.#misfires.lineUp(judged.linedUp, now)), ...judged.others];
    const runs = waiting.filter(
      ({ dispatches, ownerId, snapshot }) =>
        dispatches > 0 || plan.fits({ ownerId, type: snapshot.task.type }),
    );
    const sent = new Set(runs);
    await this.#recovery.handOver(
      waiting.filter((run) => !sent.has(run)),
      true,
    );
    if (runs.length === 0) return found.length;
    await this.#recovery.markDispatched(runs, now);
    if (await this.#dispatcher.enqueue(runs)) return found.length;
    await this.#recovery.unmarkDispatched(runs, now);
    return null;
  }
}

/**
 * Asks whether a run is to be looked at now. A run that had no turn yet is judged before it is asked whether it fits:
 * one that only waits for a place is late, and not missed. With a run that fits come all of its job, which have waited
 * together: none of them is an overlap of another.
 */
function toBeJudgedOr(plan: DispatchPlan): (run: Waiting) => boolean {
  const jobs = new Set<string>();
  return (run) => {
    const job = run.jobId.toHexString();
    if (run.dispatches === 0 || jobs.has(job)) return true;
    const fits = plan.fits(run);
    if (fits) jobs.add(job);
    return fits;
  };
}
