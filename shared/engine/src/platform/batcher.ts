import { takeInTurns } from './take-in-turns.ts';

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** Lanes of one kind: how many of them are open, and what they take. */
interface Lanes<Item, Result> {
  busy: number;
  list: () => Waiting<Item, Result>[];
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
  readonly #forAll: Lanes<Item, Result> = { busy: 0, list: () => this.#waiting };
  readonly #forOthers: Lanes<Item, Result> = {
    busy: 0,
    list: () => this.#waiting.filter((one) => this.#isOther(one)),
  };

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
      if (this.#forAll.busy < this.#lanes) {
        if (this.#waiting.length === 1) this.#open(this.#forAll);
      } else if (this.#forOthers.busy < this.#lanes && this.#isOther(one)) this.#open(this.#forOthers);
    });
  }

  /** One turn of the loop lets everything that is ready now into the first batch. */
  #open(lanes: Lanes<Item, Result>): void {
    lanes.busy += 1;
    setImmediate(() => void this.#drain(lanes));
  }

  #isOther({ item }: Waiting<Item, Result>): boolean {
    return !this.#underWay.has(this.#groupOf(item));
  }

  async #drain(lanes: Lanes<Item, Result>): Promise<void> {
    for (;;) {
      const batch = this.#take(lanes.list());
      if (batch.length === 0) break;
      if (lanes === this.#forAll) this.#count(batch, 1);
      await this.#flush(batch);
      if (lanes === this.#forAll) this.#count(batch, -1);
    }
    lanes.busy -= 1;
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
