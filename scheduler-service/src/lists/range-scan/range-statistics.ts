import { type KeySpace, textKeySpace } from './key-space.ts';
import type { Reach } from './split-range.ts';

/** What is known of a list that is long. It is only of use: without it, or with it grown old, lists read the same. */
export interface Known {
  reach: Reach;
  /** Of the rows of one value: they are cut by their ids. */
  equal: { of: string; reach: Reach };
  /** Of a list by texts. */
  texts?: { axis: Promise<KeySpace>; takenAt: number } | undefined;
}

const REMEMBERED = 1_000;
/** Of so many lists texts are held, about 100 kB each. */
const WITH_TEXTS = 100;
/** Texts that cut badly are taken anew, but not all the time. */
const RENEWED_MS = 5 * 60_000;

/** Remembers the lists that were read last. */
export class RangeStatistics {
  readonly #lists = new Map<string, Known>();

  get(key: string): Known | undefined {
    return this.#lists.get(key);
  }

  add(key: string): Known {
    if (this.#lists.size >= REMEMBERED) this.#lists.clear();
    const known: Known = { reach: {}, equal: { of: '', reach: {} } };
    this.#lists.set(key, known);
    return known;
  }

  /** How the rows of one value were cut last. */
  reachOf({ equal }: Known, value: unknown): Reach {
    const of = String(value instanceof Date ? value.getTime() : value);
    if (equal.of !== of) Object.assign(equal, { of, reach: { fits: Number.POSITIVE_INFINITY } });
    return equal.reach;
  }

  async textsOf(known: Known, sample: () => Promise<string[]>): Promise<KeySpace> {
    if (!known.texts) {
      this.#makeRoom();
      known.texts = { axis: sample().then(textKeySpace), takenAt: Date.now() };
      known.texts.axis.catch(() => this.#forget(known));
    }
    return known.texts.axis;
  }

  /** A slice between two texts was far too large. */
  cutBadly(known: Known): void {
    if (known.texts && Date.now() - known.texts.takenAt > RENEWED_MS) this.#forget(known);
  }

  #makeRoom(): void {
    const holding = [...this.#lists.values()].filter(({ texts }) => texts);
    if (holding.length >= WITH_TEXTS) holding.forEach(this.#forget);
  }

  #forget(known: Known): void {
    known.texts = undefined;
  }
}
