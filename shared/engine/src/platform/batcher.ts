import { takeInTurns } from './take-in-turns.ts';

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Turns many single calls into few calls with many items: items that arrive while a batch is on its way
 * wait and make up the next one. Under load batches grow by themselves, without load nothing waits.
 */
export class Batcher<Item, Result> {
  readonly #work: (items: Item[]) => Promise<Result[]>;
  readonly #most: number;
  readonly #lanes: number;
  readonly #groupOf: (item: Item) => string;
  #waiting: Waiting<Item, Result>[] = [];
  #busy = 0;

  /**
   * `work` answers one result per item, in order; an error fails the whole batch.
   * @param lanes so many batches may be on their way at a time, where they have nothing to do with each other
   * @param groupOf names the group of an item: of more than one batch holds, the first of each group go first, then the
   *   second of each, so that no group waits for the many of another
   */
  constructor(
    work: (items: Item[]) => Promise<Result[]>,
    most: number,
    lanes = 1,
    groupOf: (item: Item) => string = () => '',
  ) {
    this.#work = work;
    this.#most = most;
    this.#lanes = lanes;
    this.#groupOf = groupOf;
  }

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      // Those that are to be taken already need no lane more.
      if (this.#busy === this.#lanes || this.#waiting.length > 1) return;
      this.#busy += 1;
      // One turn of the loop lets everything that is ready now into the first batch.
      setImmediate(() => void this.#drain());
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#flush(this.#takeBatch());
    }
    this.#busy -= 1;
  }

  #takeBatch(): Waiting<Item, Result>[] {
    if (this.#waiting.length <= this.#most) return this.#waiting.splice(0);
    const batch = takeInTurns(this.#waiting, ({ item }) => this.#groupOf(item), this.#most);
    const taken = new Set(batch);
    this.#waiting = this.#waiting.filter((one) => !taken.has(one));
    return batch;
  }

  async #flush(batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#work(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, i) => {
        resolve(results[i] as Result);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
