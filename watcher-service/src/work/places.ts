import type { PlaceFigures } from '@punctual/engine/queue/place-metrics';

/** One place in this many is kept for owners that hold none. */
const KEPT_OF = 10;
/**
 * First runs of owners may be so many beyond the places that there are: this many times those in all. It bounds what
 * one process carries at a time, however many accounts make calls that hang.
 */
const MOST_TIMES = 4;

/**
 * Shares out the places for one kind of task. An owner that holds none gets one at once: a kept one when the others are
 * taken, and one more than there are when those are taken too. It gets further ones while it holds fewer than are free:
 * one owner alone has half of them, two have a third each, and what is left shrinks, and is not gone for the next owner
 * before there are very many. Where nothing is free an owner still gets a few, so that its quick calls do not stand in
 * line behind its own one: the more are held beyond those that there are, the fewer.
 */
export class Places {
  readonly #kept: number;
  readonly #total: number;
  readonly #most: number;
  readonly #hasOneOwner: () => boolean;
  readonly #heldBy = new Map<string, number>();
  /** The owners that asked for a place since there was last more than one: the count of owners comes a while later. */
  readonly #met = new Set<string>();
  #held = 0;
  /** Number of runs that found no place and waited for none any longer, since the start. */
  refused = 0;

  /**
   * @param total the number of places
   * @param hasOneOwner tells whether there is no owner but one: it may use all but the kept ones
   */
  constructor(total: number, hasOneOwner: () => boolean) {
    this.#total = total;
    this.#kept = total > 1 ? Math.ceil(total / KEPT_OF) : 0;
    this.#most = total * MOST_TIMES;
    this.#hasOneOwner = hasOneOwner;
  }

  /** The most places that can be held at a time. */
  get most(): number {
    return this.#most;
  }

  /** The number of places that each owner holds. */
  get holders(): ReadonlyMap<string, number> {
    return this.#heldBy;
  }

  /** Gives a place to an owner; false when it may hold no more now. */
  enter(owner: string): boolean {
    if (!this.#hasOneOwner()) this.#met.clear();
    this.#met.add(owner);
    const mayEnter = this.#mayEnter(this.#heldBy.get(owner) ?? 0);
    if (mayEnter) this.hold(owner, 1);
    return mayEnter;
  }

  /** Counts places that an owner holds already. */
  hold(owner: string, count: number): void {
    this.#heldBy.set(owner, (this.#heldBy.get(owner) ?? 0) + count);
    this.#held += count;
  }

  leave(owner: string): void {
    this.#held -= 1;
    const held = (this.#heldBy.get(owner) ?? 0) - 1;
    if (held > 0) this.#heldBy.set(owner, held);
    else this.#heldBy.delete(owner);
  }

  figures(): PlaceFigures {
    return {
      held: this.#held,
      free: Math.max(0, this.#free),
      kept: Math.max(0, Math.min(this.#kept, this.#total - this.#held)),
      owners: this.#heldBy.size,
      mostByOne: Math.max(0, ...this.#heldBy.values()),
    };
  }

  /** The places that are free beside the kept ones; below 0 while those are used too. */
  get #free(): number {
    return this.#total - this.#kept - this.#held;
  }

  #mayEnter(held: number): boolean {
    if (held === 0) return this.#held < this.#most;
    const isAlone = this.#hasOneOwner() && this.#met.size === 1;
    return isAlone ? this.#free > 0 : held < this.#free || this.#mayHaveFew(held);
  }

  /** Is true for the second place of an owner while fewer than three times those that there are are held, and so on. */
  #mayHaveFew(held: number): boolean {
    return held < this.#kept && this.#held < (MOST_TIMES - held) * this.#total;
  }
}
