interface Waiting {
  ownerId: string;
  enter: () => void;
}

/**
 * Lets so many holders in at a time, and none of them at another's cost: one owner holds at most half of the slots,
 * and the last one is for an owner that holds none. Those who wait are let in owner by owner, in order.
 */
export class FairSemaphore {
  readonly #limit: number;
  readonly #held = new Map<string, number>();
  readonly #waiting = new Set<Waiting>();
  #taken = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Waits for a slot; rejects with the signal's reason if that comes first. */
  async acquire(ownerId: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#mayEnter(ownerId)) this.#take(ownerId);
    else await this.#wait(ownerId, signal);
  }

  release(ownerId: string): void {
    const left = (this.#held.get(ownerId) ?? 0) - 1;
    if (left > 0) this.#held.set(ownerId, left);
    else this.#held.delete(ownerId);
    this.#taken -= 1;
    this.#letIn();
  }

  #mayEnter(ownerId: string): boolean {
    const held = this.#held.get(ownerId) ?? 0;
    if (held === 0) return this.#taken < this.#limit;
    return held < Math.ceil(this.#limit / 2) && this.#taken < this.#limit - 1;
  }

  #take(ownerId: string): void {
    this.#taken += 1;
    this.#held.set(ownerId, (this.#held.get(ownerId) ?? 0) + 1);
  }

  #wait(ownerId: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiting.delete(waiting);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener('abort', abort);
        resolve();
      };
      const waiting = { ownerId, enter };
      this.#waiting.add(waiting);
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  /** Lets in the one that waits longest among the owners that hold fewest. */
  #letIn(): void {
    const may = [...this.#waiting].filter(({ ownerId }) => this.#mayEnter(ownerId));
    const held = ({ ownerId }: Waiting) => this.#held.get(ownerId) ?? 0;
    const [first, ...others] = may;
    if (!first) return;
    const next = others.reduce((best, one) => (held(one) < held(best) ? one : best), first);
    this.#waiting.delete(next);
    this.#take(next.ownerId);
    next.enter();
  }
}
