import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** Work that goes on for longer than this lets the other work of its process have a turn. */
const TURN_MS = 5;

/** A turn of a long piece of work, which is done part by part. */
export class Turn {
  #begunAt = performance.now();

  /** Lets others have their turn if this one has been long; called between two parts. */
  async yieldIfLong(): Promise<void> {
    if (performance.now() - this.#begunAt < TURN_MS) return;
    await setImmediate();
    this.#begunAt = performance.now();
  }
}

/** Maps a list one by one, in as many turns as that takes. */
export async function mapInTurns<T, R>(items: readonly T[], map: (item: T) => R): Promise<R[]> {
  const turn = new Turn();
  const mapped: R[] = [];
  for (const item of items) {
    mapped.push(map(item));
    await turn.yieldIfLong();
  }
  return mapped;
}
