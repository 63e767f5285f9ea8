import type { Id } from '../database/documents.ts';
import type { ProcessStore } from '../database/process-store.ts';

/** A wait that goes on is recorded this often. */
const RECORD_EVERY_MS = 5_000;

/** Schedules of an owner waited in each step from `since` on; the last of them looked for what is due until `until`. */
export interface Postponement {
  since: Date;
  until: Date;
}

/** A wait of an owner's schedules, as this watcher knows it. */
interface Postponed extends Postponement {
  recordedAt: Date;
}

/**
 * Keeps which owners' schedules have waited for their turn to be computed in each step of a watch since when, so that
 * what they are late for can be explained by that.
 */
export class Postponements {
  readonly #processes: Pick<ProcessStore, 'postponed'>;
  readonly #waiting = new Map<string, Postponed>();

  constructor(processes: Pick<ProcessStore, 'postponed'>) {
    this.#processes = processes;
  }

  /** Returns the wait of an owner's schedules; null if none waited after the last step. */
  of(owner: Id): Postponement | null {
    return this.#waiting.get(owner.toHexString()) ?? null;
  }

  /** Notes whose schedules wait after a step from `begunAt` on, for what is due until `until`: the others wait no longer. */
  async note(owners: Id[], begunAt: Date, until: Date): Promise<void> {
    const waiting = new Set(owners.map((owner) => owner.toHexString()));
    for (const owner of this.#waiting.keys()) if (!waiting.has(owner)) this.#waiting.delete(owner);
    const toRecord: { owner: Id; since: Date }[] = [];
    for (const owner of owners) {
      const { since, recordedAt } = this.#waiting.get(owner.toHexString()) ?? { since: begunAt };
      const isRecorded = recordedAt && begunAt.getTime() - recordedAt.getTime() < RECORD_EVERY_MS;
      if (!isRecorded) toRecord.push({ owner, since });
      const wait = { since, until, recordedAt: isRecorded ? recordedAt : begunAt };
      this.#waiting.set(owner.toHexString(), wait);
    }
    await this.#processes.postponed(toRecord, begunAt);
  }
}
