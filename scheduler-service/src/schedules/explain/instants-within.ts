import { EXPLAINED } from '@punctual/contracts/api/limits';
import type { RunStore } from '../../runs/run-store.ts';
import type { OccurrenceReader } from '../occurrences/occurrence-reader.ts';
import type { Instant } from './instant.ts';

/** One more than is answered is the first, which is explained. */
const MOST = EXPLAINED.also + 1;

/** Finds what lies in a short time: people ask by the second or the minute that they are shown. */
export class InstantsWithin {
  readonly #runs: RunStore;
  readonly #occurrences: OccurrenceReader;

  constructor(runs: RunStore, occurrences: OccurrenceReader) {
    this.#runs = runs;
    this.#occurrences = occurrences;
  }

  /** Lists the instants from `at` on, within so many ms, that have a run or that the schedule named then; the earliest first. */
  async list({ job, at, now, timezone }: Instant, withinMs: number): Promise<Date[]> {
    const range = { from: at, to: new Date(at.getTime() + withinMs) };
    const [ran, named] = await Promise.all([
      this.#runs.instantsBetween(job._id, range, MOST),
      this.#occurrences.list(job, range, now, timezone),
    ]);
    const times = [...ran.map((one) => one.getTime()), ...named.data.map((one) => Date.parse(one.at))];
    const inOrder = [...new Set(times)].sort((a, b) => a - b);
    return inOrder.slice(0, MOST).map((time) => new Date(time));
  }
}
