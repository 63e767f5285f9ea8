import type { RunDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';
import type { LeaseStatus, RunTransitions } from '@punctual/engine/runs/run-transitions';

export interface LeaseSettings {
  owner: string;
  leaseMs: number;
}

interface Held {
  run: RunDocument;
  lost: AbortController;
  /** Its owner, or the end of its job, wants the run to end. */
  abortRequested: AbortController;
  /** The end of the lease by this process's own steady clock, which no change of the wall clock moves. */
  endsAt: number;
  /** Its end is to be written: it may be no longer RUNNING, and not be lost. */
  ending: boolean;
  /** The database has refused its end: the lease that it has must do, and then the recovery decides. */
  refused: boolean;
}

/** Signals that end a run from outside: it is no longer ours, or its end is requested (the reason is a CancelReason). */
export interface Signals {
  lost: AbortSignal;
  abortRequested: AbortSignal;
}

/** Three beats per lease: one may be lost, and one late, before the lease is. */
const BEATS = 3;
/** Looks per lease for its end, whatever becomes of the beats. */
const LOOKS = 20;

/** Renews the leases of the runs that this process works on, and signals at once when one is no longer ours. */
export class LeaseKeeper {
  readonly #runs: RunTransitions;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #settings: LeaseSettings;
  readonly #held = new Map<string, Held>();
  readonly #loop: Loop;
  readonly #looking: NodeJS.Timeout;

  constructor(runs: RunTransitions, clock: Clock, logger: Logger, settings: LeaseSettings) {
    this.#runs = runs;
    this.#clock = clock;
    this.#logger = logger;
    this.#settings = settings;
    const trouble = new ErrorThrottle(logger, 'Leases could not be renewed', 'warn');
    this.#loop = runEvery(() => this.beat(), settings.leaseMs / BEATS, trouble);
    // A beat may hang for longer than a lease, when the database does not answer.
    this.#looking = setInterval(() => this.#giveUpEnded(), settings.leaseMs / LOOKS);
  }

  /** Counts the runs that this process holds. */
  get size(): number {
    return this.#held.size;
  }

  /**
   * Begins to keep a run that was just started.
   * @param since when its start was asked for, by performance.now(): its lease counts from then
   */
  hold(run: RunDocument, since: number): Signals {
    const key = run._id.toHexString();
    // Lost while this process was not looking, and started here again: the earlier start is not ours any more.
    this.#lose(this.#held.get(key), 'it was started again');
    const [lost, abortRequested] = [new AbortController(), new AbortController()];
    const endsAt = since + this.#settings.leaseMs;
    const held = { run, lost, abortRequested, endsAt, ending: false, refused: false };
    this.#held.set(key, held);
    if (held.endsAt <= performance.now()) this.#lose(held, 'its lease ended before it began');
    return { lost: lost.signal, abortRequested: abortRequested.signal };
  }

  /** Returns whether this start of the run is held. */
  holds(run: RunDocument): boolean {
    return this.#of(run) !== undefined;
  }

  /** Notes that the end of the run is to be written: from now on that it is RUNNING no more does not mean that it is lost. */
  ending(run: RunDocument): void {
    const held = this.#of(run);
    if (held) held.ending = true;
  }

  /** Notes that the database has refused the end of the run: its lease is renewed no more. */
  refused(run: RunDocument): void {
    const held = this.#of(run);
    if (held) held.refused = true;
  }

  drop(run: RunDocument): void {
    if (this.#of(run)) this.#held.delete(run._id.toHexString());
  }

  #of(run: RunDocument): Held | undefined {
    const held = this.#held.get(run._id.toHexString());
    return held?.run.fence === run.fence ? held : undefined;
  }

  /**
   * Renews all leases in one write; what cannot be renewed is given up when it ends by our own clock. Runs whose ends
   * wait are few, and have a write of their own: where the database holds up their ends it holds up this too.
   */
  async beat(): Promise<void> {
    const all = [...this.#held.values()];
    const half = performance.now() + this.#settings.leaseMs / 2;
    const waiting = all.filter(({ ending, refused, endsAt }) => ending && !refused && endsAt < half);
    try {
      const renewals = [all.filter(({ ending }) => !ending), waiting].map((some) => this.#renew(some));
      const failed = (await Promise.allSettled(renewals)).find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    } finally {
      this.#giveUpEnded();
    }
  }

  async #renew(asked: Held[]): Promise<void> {
    if (asked.length === 0) return;
    const { owner, leaseMs } = this.#settings;
    const endsAt = performance.now() + leaseMs;
    const leaseUntil = new Date(this.#clock.now().getTime() + leaseMs);
    const ids = asked.map(({ run }) => run._id);
    const kept = await this.#runs.heartbeat(owner, ids, leaseUntil);
    const byId = new Map(kept.map((run) => [run._id.toHexString(), run]));
    for (const held of asked) {
      const run = byId.get(held.run._id.toHexString());
      if (!run && !held.ending) this.#lose(held, 'somebody else has it');
      if (isRenewed(run, leaseUntil)) held.endsAt = endsAt;
      if (run?.cancelRequested) held.abortRequested.abort(run.cancelRequested);
    }
  }

  #giveUpEnded(): void {
    const now = performance.now();
    for (const held of this.#held.values()) if (held.endsAt <= now) this.#lose(held, 'its lease ended');
  }

  #lose(held: Held | undefined, why: string): void {
    const key = held?.run._id.toHexString() ?? '';
    // Finished in the meantime: then there is nothing to lose.
    if (!held || this.#held.get(key) !== held) return;
    this.#held.delete(key);
    this.#logger.warn({ runId: held.run._id }, `A run is given up: ${why}`);
    held.lost.abort(new Error(why));
  }

  async stop(): Promise<void> {
    clearInterval(this.#looking);
    await this.#loop.stop();
  }
}

/** Tells whether a lease was written: a run that was read back may be ours by the lease before. */
const isRenewed = (run: LeaseStatus | undefined, until: Date): boolean =>
  run?.leaseUntil?.getTime() === until.getTime();
