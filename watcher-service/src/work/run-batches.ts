import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunDocument } from '@punctual/engine/database/documents';
import { isDatabaseAway, isWriteConflict } from '@punctual/engine/database/driver-errors';
import type { JobLocks } from '@punctual/engine/jobs/job-locks';
import type { JobAsRead, JobSummaries } from '@punctual/engine/jobs/job-summaries';
import type { LockResult } from '@punctual/engine/jobs/lock-result';
import { Batcher } from '@punctual/engine/platform/batcher';
import type { Clock } from '@punctual/engine/platform/clock';
import { failpoint } from '@punctual/engine/platform/failpoints';
import type { Dispatcher } from '@punctual/engine/queue/dispatcher';
import type { QueuedRuns } from '@punctual/engine/runs/queued-runs';
import type { RunTransition } from '@punctual/engine/runs/run-transition';
import { EndsNotTaken, type RunTransitions, type Startable } from '@punctual/engine/runs/run-transitions';
import type { LeaseKeeper, LeaseSettings, Signals } from './lease-keeper.ts';

/** A run that is ours now: whether its job's lock is too, and what may end it from outside. */
export interface Started extends Signals {
  run: RunDocument;
  lock: LockResult;
}

/** A run to be started; its owner has their turn among those of others. */
export interface OwnStartable extends Startable {
  owner: string;
}

/** A run that has ended, and its job as it was a moment ago, where that is known. */
interface Ended {
  run: RunDocument;
  job: JobAsRead | undefined;
}

const MOST_STARTS = 250;
/** A run that has just come need not wait until those before it are under way. */
const START_LANES = 2;
const MOST_ENDINGS = 250;
/** An end that could not be written is written again this soon, as long as the lease is ours. */
const END_AGAIN_MS = 250;

/** Starts and ends runs in batches: what the workers of one process ask for at a time is one write. */
export class RunBatches {
  readonly #runs: RunTransitions;
  readonly #locks: JobLocks;
  readonly #summaries: JobSummaries;
  readonly #queued: QueuedRuns;
  readonly #dispatcher: Dispatcher;
  readonly #leases: LeaseKeeper;
  readonly #clock: Clock;
  readonly #settings: LeaseSettings;
  readonly #starts = new Batcher(
    (items: OwnStartable[]) => this.#startAll(items),
    MOST_STARTS,
    START_LANES,
    ({ owner }) => owner,
  );
  readonly #endings = new Batcher((items: RunTransition[]) => this.#endAll(items), MOST_ENDINGS);
  readonly #ended = new Batcher((items: Ended[]) => this.#summarizeAll(items), MOST_ENDINGS);

  constructor(
    runs: RunTransitions,
    locks: JobLocks,
    summaries: JobSummaries,
    queued: QueuedRuns,
    dispatcher: Dispatcher,
    leases: LeaseKeeper,
    clock: Clock,
    settings: LeaseSettings,
  ) {
    this.#runs = runs;
    this.#locks = locks;
    this.#summaries = summaries;
    this.#queued = queued;
    this.#dispatcher = dispatcher;
    this.#leases = leases;
    this.#clock = clock;
    this.#settings = settings;
  }

  /** Takes a run; null when another process has it, or it is not to be run now. */
  start(startable: OwnStartable): Promise<Started | null> {
    return this.#starts.add(startable);
  }

  /** Takes a suspect, to be carried out in quarantine; null as for `start`. */
  async startInQuarantine(startable: Startable): Promise<Started | null> {
    const [started] = await this.#startAll([startable], true);
    return started ?? null;
  }

  /**
   * Records that the effect of a run is about to begin; false when it is no longer ours. Where the database does not
   * answer, the run is kept no longer: its lease ends, and the recovery judges by what has been written.
   */
  async beginEffect(run: RunDocument): Promise<boolean> {
    try {
      return await this.#runs.beginEffect(run, this.#clock.now());
    } catch (error) {
      this.#leases.drop(run);
      throw error;
    }
  }

  /**
   * Records how a run ended, and summarizes it in its job; false when nothing was written: the run was no longer ours,
   * or its effect has begun and the change says that nothing was done. At the end of its lease the recovery decides.
   * @throws when the job could not be written: the end is recorded then, and the recovery summarizes it
   */
  async end(ending: RunTransition): Promise<boolean> {
    this.#leases.ending(ending.run);
    const ended = await this.#record(ending);
    if (ended) await this.#ended.add({ run: ended, job: this.#locks.jobOf(ending.run) });
    return ended !== null;
  }

  /**
   * Offers an end that the database did not take again until the lease ends, because its effect has happened:
   * alone then, so that one that cannot be written fails no other.
   */
  async #record(ending: RunTransition): Promise<RunDocument | null> {
    let writing = this.#endings.add(ending);
    for (;;) {
      try {
        return await writing;
      } catch (error) {
        if (!this.#leases.holds(ending.run)) throw error;
        if (!isPassing(error)) this.#leases.refused(ending.run);
        await wait(END_AGAIN_MS);
        writing = this.#endAll([ending]).then(([ended]) => ended ?? null);
      }
    }
  }

  async #startAll(startables: Startable[], inQuarantine = false): Promise<(Started | null)[]> {
    const { owner, leaseMs } = this.#settings;
    const since = performance.now();
    const now = this.#clock.now();
    const by = { owner, token: randomUUID(), leaseUntil: new Date(now.getTime() + leaseMs), inQuarantine };
    const runs = await this.#runs.start(startables, by, now);
    if (runs.length === 0) return startables.map(() => null);
    // Kept from now on: their jobs may be slow to answer.
    const signals = runs.map((run) => this.#leases.hold(run, since));
    await failpoint('afterStart');
    const locks = await this.#locks.acquire(runs).catch((error) => this.#giveBack(runs, error));
    const started = new Map(
      runs.map((run, i) => [
        run._id.toHexString(),
        { run, lock: locks[i] as LockResult, ...(signals[i] as Signals) },
      ]),
    );
    return startables.map(({ id }) => {
      const own = started.get(id.toHexString());
      // A run may be in the queue twice: only one of the two entries may have it.
      started.delete(id.toHexString());
      return own ?? null;
    });
  }

  /** Gives back runs whose jobs could not be read: others may try at once, and need not wait for the ends of leases. */
  async #giveBack(runs: RunDocument[], error: unknown): Promise<never> {
    for (const run of runs) this.#leases.drop(run);
    const at = this.#clock.now();
    const endings = runs.map(
      (run) => ({ run, change: 'release', at, attempt: null, uncounted: true }) as const,
    );
    const released = await this.#runs.finish(endings).catch(() => []); // the first error is the one that is thrown
    await this.#summaries.summarize(released, true).catch(() => {});
    throw error;
  }

  /** Sends the runs that waited for these at once; if that fails the recovery sends them. */
  async #dispatchQueued(ended: RunDocument[]): Promise<void> {
    const released = await this.#queued.release(ended, this.#clock.now());
    if (released.length > 0) await this.#dispatcher.enqueue(released);
  }

  async #endAll(endings: RunTransition[]): Promise<(RunDocument | null)[]> {
    const ended = await this.#finish(endings);
    await failpoint('afterFinish');
    for (const { run } of endings) this.#leases.drop(run);
    const mine = new Map(ended.map((run) => [run._id.toHexString(), run]));
    return endings.map(({ run }) => mine.get(run._id.toHexString()) ?? null);
  }

  /** Summarizes ended runs in their jobs, while the next ends are recorded. */
  async #summarizeAll(items: Ended[]): Promise<Ended[]> {
    const ended = items.map(({ run }) => run);
    const known = items.flatMap(({ run, job }) => (job ? [[run.jobId.toHexString(), job] as const] : []));
    await this.#summaries.summarize(ended, true, new Map(known));
    await this.#dispatchQueued(ended);
    return items;
  }

  async #finish(endings: RunTransition[]): Promise<RunDocument[]> {
    const finished = await this.#runs.finish(endings);
    const waiting = finished.filter(({ status }) => status === 'PENDING');
    const canceled = await this.#runs.cancelRequested(waiting, this.#clock.now());
    const byId = new Map(canceled.map((run) => [run._id.toHexString(), run]));
    return finished.map((run) => byId.get(run._id.toHexString()) ?? run);
  }
}

/** Tells whether a write failed for a reason that passes: the same write may be taken later. */
const isPassing = (error: unknown): boolean =>
  isDatabaseAway(error) || isWriteConflict(error) || error instanceof EndsNotTaken;
