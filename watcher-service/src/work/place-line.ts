import type { Places } from './places.ts';

/** A run waits this long (ms) for an end that frees a place of its owner: most calls take less, and what goes back comes after newer ones. */
const PATIENCE_MS = 5_000;
/** The number of runs of an owner that may wait. */
const MOST_OF_OWNER = 25;
/** The number of runs that may wait at a time: they are in memory, and out of the queue. */
export const MOST_IN_LINE = 100;

type Settle = (hasPlace: boolean) => void;

/**
 * Lets runs that find no place wait a moment for one, in turns over owners. Without this, the second of two quick calls
 * of an owner that has a single place would go back to MongoDB, and start when the next dispatch comes round to it.
 */
export class PlaceLine {
  readonly #places: Places;
  readonly #patienceMs: number;
  readonly #waiting = new Map<string, Settle[]>();
  #count = 0;

  constructor(places: Places, patienceMs = PATIENCE_MS) {
    this.#places = places;
    this.#patienceMs = patienceMs;
  }

  /** Gives a place to an owner, at once or as soon as there is one; false when none comes in time. */
  async enter(owner: string): Promise<boolean> {
    const before = this.#waiting.get(owner)?.length ?? 0;
    if (before === 0 && this.#places.enter(owner)) return true;
    const mayWait = before < MOST_OF_OWNER && this.#count < MOST_IN_LINE;
    const hasPlace = mayWait && (await this.#wait(owner));
    if (!hasPlace) this.#places.refused += 1;
    return hasPlace;
  }

  leave(owner: string): void {
    this.#places.leave(owner);
    this.#letIn();
  }

  #wait(owner: string): Promise<boolean> {
    return new Promise((resolve) => {
      const settle: Settle = (hasPlace) => {
        clearTimeout(timer);
        this.#remove(owner, settle);
        resolve(hasPlace);
      };
      const timer = setTimeout(settle, this.#patienceMs, false);
      this.#waiting.set(owner, [...(this.#waiting.get(owner) ?? []), settle]);
      this.#count += 1;
    });
  }

  /** Lets in one of each owner after the other, as long as there are places for them. */
  #letIn(): void {
    for (let hasChanged = true; hasChanged; ) {
      hasChanged = false;
      for (const [owner, [first]] of [...this.#waiting]) {
        if (!first || !this.#places.enter(owner)) continue;
        first(true);
        hasChanged = true;
      }
    }
  }

  /** Takes one out of the line; its owner's next turn comes after those of the others. */
  #remove(owner: string, settle: Settle): void {
    const left = (this.#waiting.get(owner) ?? []).filter((other) => other !== settle);
    this.#waiting.delete(owner);
    if (left.length > 0) this.#waiting.set(owner, left);
    this.#count -= 1;
  }
}
