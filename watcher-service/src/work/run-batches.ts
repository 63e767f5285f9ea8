import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { JobChanges, Verdict } from '@punctual/shared/engine/job-changes';
import type { RunChanges, RunEnding, Startable } from '@punctual/shared/engine/run-changes';
import { Batcher } from '@punctual/shared/platform/batcher';
import type { Clock } from '@punctual/shared/platform/clock';
import { failpoint } from '@punctual/shared/platform/failpoints';
import type { RunDocument } from '@punctual/shared/store/documents';
import type { LeaseKeeper } from './lease-keeper.ts';

/** A run that is ours now: whether it may go on, and the signal that it no longer is ours. */
export interface Started {
  run: RunDocument;
  verdict: Verdict;
  lost: AbortSignal;
}

export interface BatchSettings {
  owner: string;
  leaseMs: number;
}

const MOST_STARTS = 250;
const MOST_ENDINGS = 250;
/** An end that could not be written is written again this soon, as long as the lease is ours. */
const END_AGAIN_MS = 250;

/** Starts and ends runs in batches: what the workers of one process ask for at a time is one write. */
export class RunBatches {
  readonly #runs: RunChanges;
  readonly #jobs: JobChanges;
  readonly #leases: LeaseKeeper;
  readonly #clock: Clock;
  readonly #settings: BatchSettings;
  readonly #starts = new Batcher((items: Startable[]) => this.#startAll(items), MOST_STARTS);
  readonly #endings = new Batcher((items: RunEnding[]) => this.#endAll(items), MOST_ENDINGS);

  constructor(
    runs: RunChanges,
    jobs: JobChanges,
    leases: LeaseKeeper,
    clock: Clock,
    settings: BatchSettings,
  ) {
    this.#runs = runs;
    this.#jobs = jobs;
    this.#leases = leases;
    this.#clock = clock;
    this.#settings = settings;
  }

  /** Takes a run; null when somebody else has it, or it is not to be run now. */
  start(startable: Startable): Promise<Started | null> {
    return this.#starts.add(startable);
  }

  /**
   * Records how a run ended; false when it was no longer ours, and nothing was written. What the database
   * does not take is offered again until the lease ends, because its effect has happened: alone then, so
   * that one that cannot be written fails no other.
   */
  async end(ending: RunEnding): Promise<boolean> {
    this.#leases.ending(ending.run);
    let writing = this.#endings.add(ending);
    for (;;) {
      try {
        return await writing;
      } catch (error) {
        if (!this.#leases.holds(ending.run)) throw error;
        await wait(END_AGAIN_MS);
        writing = this.#endAll([ending]).then(([isMine]) => isMine === true);
      }
    }
  }

  async #startAll(startables: Startable[]): Promise<(Started | null)[]> {
    const { owner, leaseMs } = this.#settings;
    const since = performance.now();
    const now = this.#clock.now();
    const by = { owner, token: randomUUID(), leaseUntil: new Date(now.getTime() + leaseMs) };
    const runs = await this.#runs.start(startables, by, now);
    if (runs.length === 0) return startables.map(() => null);
    await failpoint('afterStart');
    const verdicts = await this.#jobs.claim(runs).catch((error) => this.#giveBack(runs, error));
    const started = new Map(
      runs.map((run, i) => [run._id.toHexString(), { run, verdict: verdicts[i] as Verdict }]),
    );
    return startables.map(({ id }) => {
      const own = started.get(id.toHexString());
      // An entry may stand in the queue twice: only one of the two may have the run.
      started.delete(id.toHexString());
      return own ? { ...own, lost: this.#leases.hold(own.run, since) } : null;
    });
  }

  /** Taken, and then their jobs could not be read: others may try, at once. Else their leases would have to end. */
  async #giveBack(runs: RunDocument[], error: unknown): Promise<never> {
    const at = this.#clock.now();
    const endings = runs.map(
      (run) => ({ run, change: 'release', at, attempt: null, uncounted: true }) as const,
    );
    const released = await this.#runs.finish(endings).catch(() => []); // the first error is the one to tell
    await this.#jobs.settle(released, true).catch(() => {});
    throw error;
  }

  async #endAll(endings: RunEnding[]): Promise<boolean[]> {
    const ended = await this.#runs.finish(endings);
    await failpoint('afterFinish');
    for (const { run } of endings) this.#leases.drop(run);
    await this.#jobs.settle(ended, true);
    const mine = new Set(ended.map(({ _id }) => _id.toHexString()));
    return endings.map(({ run }) => mine.has(run._id.toHexString()));
  }
}
