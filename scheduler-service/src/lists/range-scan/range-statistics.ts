import { type KeySpace, textKeySpace } from './key-space.ts';
import type { Reach } from './split-range.ts';

/** Figures of a long list, learnt by reading it. They only save time: without them, or with old ones, lists read the same. */
export interface ListStatistics {
  reach: Reach;
  /** The reach among the rows of one value, which are cut by their ids. */
  equal: { value: string; reach: Reach };
  /** For a list that is ordered by texts. */
  texts?: { keySpace: Promise<KeySpace>; sampledAt: number } | undefined;
}

const LISTS_KEPT = 1_000;
/** The number of lists whose texts are kept, about 100 kB each. */
const LISTS_WITH_TEXTS = 100;
/** Texts that cut badly are sampled again, but not all the time. */
const RESAMPLE_MS = 5 * 60_000;

/** Keeps statistics of the lists that were read last. */
export class RangeStatistics {
  readonly #lists = new Map<string, ListStatistics>();

  get(key: string): ListStatistics | undefined {
    return this.#lists.get(key);
  }

  add(key: string): ListStatistics {
    if (this.#lists.size >= LISTS_KEPT) this.#lists.clear();
    const statistics: ListStatistics = { reach: {}, equal: { value: '', reach: {} } };
    this.#lists.set(key, statistics);
    return statistics;
  }

  /** Gives the reach among the rows of one value; only that of the value that was read last is kept. */
  reachAt({ equal }: ListStatistics, at: unknown): Reach {
    const value = String(at instanceof Date ? at.getTime() : at);
    if (equal.value !== value) Object.assign(equal, { value, reach: { fits: Number.POSITIVE_INFINITY } });
    return equal.reach;
  }

  async textsOf(statistics: ListStatistics, sample: () => Promise<string[]>): Promise<KeySpace> {
    if (!statistics.texts) {
      this.#makeRoom();
      statistics.texts = { keySpace: sample().then(textKeySpace), sampledAt: Date.now() };
      statistics.texts.keySpace.catch(() => this.#forget(statistics));
    }
    return statistics.texts.keySpace;
  }

  /** Takes note that a range between two texts was far too large. */
  reportBadCut(statistics: ListStatistics): void {
    if (statistics.texts && Date.now() - statistics.texts.sampledAt > RESAMPLE_MS) this.#forget(statistics);
  }

  #makeRoom(): void {
    const withTexts = [...this.#lists.values()].filter(({ texts }) => texts);
    if (withTexts.length >= LISTS_WITH_TEXTS) withTexts.forEach(this.#forget);
  }

  #forget(statistics: ListStatistics): void {
    statistics.texts = undefined;
  }
}
