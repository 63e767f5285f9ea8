import type { RunChanges } from '@punctual/shared/engine/run-changes';
import type { Clock } from '@punctual/shared/platform/clock';
import type { Logger } from '@punctual/shared/platform/logger';
import { type Loop, repeat } from '@punctual/shared/platform/loop';
import type { Id, RunDocument } from '@punctual/shared/store/documents';

export interface LeaseSettings {
  owner: string;
  leaseMs: number;
}

interface Held {
  id: Id;
  lost: AbortController;
  /** The end of the lease by this process's own steady clock, which no change of the wall clock moves. */
  endsAt: number;
}

/** Three beats per lease: one may be lost, and one late, before the lease is. */
const BEATS = 3;

/** Keeps the runs that this process works on, and tells at once when one is no longer ours. */
export class LeaseKeeper {
  readonly #changes: RunChanges;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #settings: LeaseSettings;
  readonly #held = new Map<string, Held>();
  readonly #loop: Loop;

  constructor(changes: RunChanges, clock: Clock, logger: Logger, settings: LeaseSettings) {
    this.#changes = changes;
    this.#clock = clock;
    this.#logger = logger;
    this.#settings = settings;
    const failed = (error: unknown) => logger.warn({ err: error }, 'Leases could not be renewed');
    this.#loop = repeat(() => this.beat(), settings.leaseMs / BEATS, failed);
  }

  /** How many runs this process holds. */
  get size(): number {
    return this.#held.size;
  }

  /** Begins to keep a run that was just started. The signal is aborted when it is lost. */
  hold(run: RunDocument): AbortSignal {
    const lost = new AbortController();
    const endsAt = performance.now() + this.#settings.leaseMs;
    this.#held.set(run._id.toHexString(), { id: run._id, lost, endsAt });
    return lost.signal;
  }

  drop(run: RunDocument): void {
    this.#held.delete(run._id.toHexString());
  }

  /** Renews all leases in one write; what cannot be renewed is given up when it ends by our own clock. */
  async beat(): Promise<void> {
    if (this.#held.size === 0) return;
    const asked = [...this.#held.values()];
    const begun = performance.now();
    try {
      const leaseUntil = new Date(this.#clock.now().getTime() + this.#settings.leaseMs);
      const kept = await this.#changes.heartbeat(
        this.#settings.owner,
        asked.map(({ id }) => id),
        leaseUntil,
      );
      this.#renew(asked, new Set(kept.map((id) => id.toHexString())), begun + this.#settings.leaseMs);
    } finally {
      this.#giveUpEnded();
    }
  }

  #renew(asked: Held[], kept: Set<string>, endsAt: number): void {
    for (const held of asked) {
      if (kept.has(held.id.toHexString())) held.endsAt = endsAt;
      else this.#lose(held, 'somebody else has it');
    }
  }

  #giveUpEnded(): void {
    const now = performance.now();
    for (const held of this.#held.values()) if (held.endsAt <= now) this.#lose(held, 'its lease ended');
  }

  #lose(held: Held, why: string): void {
    // Finished in the meantime: then there is nothing to lose.
    if (!this.#held.delete(held.id.toHexString())) return;
    this.#logger.warn({ runId: held.id }, `A run is given up: ${why}`);
    held.lost.abort(new Error(why));
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }
}
