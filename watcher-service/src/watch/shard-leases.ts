import type { ProcessStore } from '@punctual/engine/database/process-store';
import type { Clock } from '@punctual/engine/platform/clock';
import type { ShardLeaseStore } from './shard-lease-store.ts';

/** Holds the shards of this watcher, and shares them out anew as watchers come and go. */
export class ShardLeases {
  readonly #leases: ShardLeaseStore;
  readonly #processes: ProcessStore;
  readonly #clock: Clock;
  readonly #owner: string;
  #held: number[] = [];

  constructor(leases: ShardLeaseStore, processes: ProcessStore, clock: Clock, owner: string) {
    this.#leases = leases;
    this.#processes = processes;
    this.#clock = clock;
    this.#owner = owner;
  }

  /** The shards that are ours, as of the last rebalancing. */
  get held(): number[] {
    return this.#held;
  }

  async rebalance(): Promise<void> {
    const now = this.#clock.now();
    const watchers = await this.#processes.alive('watch', now);
    this.#held = await this.#leases.rebalance(this.#owner, watchers.length, now);
  }

  async release(): Promise<void> {
    this.#held = [];
    await this.#leases.release(this.#owner);
  }
}
