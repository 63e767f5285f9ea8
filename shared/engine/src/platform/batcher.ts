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
  /** Items on their way in the lanes that are for all, by group. */
  readonly #underWay = new Map<string, number>();
  #waiting: Waiting<Item, Result>[] = [];
  #busy = 0;
  #busyForOthers = 0;

  /**
   * `work` answers one result per item, in order; an error fails the whole batch.
   * @param lanes so many batches may be on their way at a time, where they have nothing to do with each other
   * @param groupOf names the group of an item, so that none waits for the many of another: as many lanes more are for
   *   groups that have nothing on its way in those, and of more than one batch holds the first of each group go first,
   *   then the second
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
      const one = { item, resolve, reject };
      this.#waiting.push(one);
      // Those that are to be taken already need no lane more.
      if (this.#busy < this.#lanes) {
        if (this.#waiting.length === 1) this.#openLane();
      } else if (this.#busyForOthers < this.#lanes && this.#isOther(one)) this.#openLaneForOthers();
    });
  }

  /** One turn of the loop lets everything that is ready now into the first batch. */
  #openLane(): void {
    this.#busy += 1;
    setImmediate(async () => {
      await this.#drain(
        () => this.#waiting,
        (batch, by) => this.#count(batch, by),
      );
      this.#busy -= 1;
    });
  }

  #openLaneForOthers(): void {
    this.#busyForOthers += 1;
    setImmediate(async () => {
      await this.#drain(() => this.#listOthers());
      this.#busyForOthers -= 1;
    });
  }

  #listOthers(): Waiting<Item, Result>[] {
    return this.#waiting.filter((one) => this.#isOther(one));
  }

  #isOther({ item }: Waiting<Item, Result>): boolean {
    return !this.#underWay.has(this.#groupOf(item));
  }

  async #drain(
    list: () => Waiting<Item, Result>[],
    count: (batch: Waiting<Item, Result>[], by: 1 | -1) => void = () => {},
  ): Promise<void> {
    for (;;) {
      const batch = this.#take(list());
      if (batch.length === 0) return;
      count(batch, 1);
      await this.#flush(batch);
      count(batch, -1);
    }
  }

  #take(waiting: Waiting<Item, Result>[]): Waiting<Item, Result>[] {
    const isAll = waiting.length <= this.#most;
    const batch = isAll ? waiting : takeInTurns(waiting, ({ item }) => this.#groupOf(item), this.#most);
    const taken = new Set(batch);
    this.#waiting = this.#waiting.filter((one) => !taken.has(one));
    return batch;
  }

  #count(batch: Waiting<Item, Result>[], by: 1 | -1): void {
    for (const { item } of batch) {
      const group = this.#groupOf(item);
      const count = (this.#underWay.get(group) ?? 0) + by;
      if (count > 0) this.#underWay.set(group, count);
      else this.#underWay.delete(group);
    }
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
