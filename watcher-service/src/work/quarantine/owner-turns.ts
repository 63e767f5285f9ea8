import type { Owned } from '@punctual/engine/runs/run-recovery';

/** Takes owners in turns: the one whose last turn is longest ago comes first, and one who had none before all. */
export class OwnerTurns {
  #turn = 0;
  #last = new Map<string, number>();

  /** Chooses the next of what waits, oldest first among those of one owner; undefined when nothing waits. */
  next<T extends Owned>(waiting: readonly T[]): T | undefined {
    const firsts = new Map<string, T>();
    for (const item of waiting) {
      const owner = item.ownerId.toHexString();
      if (!firsts.has(owner)) firsts.set(owner, item);
    }
    const lastOf = (owner: string) => this.#last.get(owner) ?? 0;
    const [next] = [...firsts].sort(([a], [b]) => lastOf(a) - lastOf(b));
    if (!next) return undefined;
    const [owner, item] = next;
    // Owners of whom nothing waits are forgotten.
    this.#last = new Map([...this.#last].filter(([known]) => firsts.has(known)));
    this.#turn += 1;
    this.#last.set(owner, this.#turn);
    return item;
  }
}
