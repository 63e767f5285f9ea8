import type { RunDocument } from '../database/documents.ts';
import type { Dispatcher } from './dispatcher.ts';

/** They are in the memory of this process: what goes beyond is written, to be dispatched by any. */
const MOST = 5_000;
/** A queue is asked for room again after this (ms). */
const ASK_AGAIN_MS = 100;

/** Gives up runs that the queue cannot be reached for. */
type HandOver = (runs: RunDocument[]) => Promise<void>;

/**
 * Holds runs that are due and for which their queue had no room, until it has: handed over, each would be written once
 * to be found by the recovery, and once more to be dispatched. Nothing is lost with this process: the time at which the
 * recovery looks for them is in their records.
 */
export class RoomLine {
  readonly #dispatcher: Pick<Dispatcher, 'enqueueWithin'>;
  readonly #handOver: HandOver;
  readonly #most: number;
  #held: RunDocument[] = [];
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> = Promise.resolve();

  constructor(dispatcher: Pick<Dispatcher, 'enqueueWithin'>, handOver: HandOver, most = MOST) {
    this.#dispatcher = dispatcher;
    this.#handOver = handOver;
    this.#most = most;
  }

  /**
   * Holds those of these runs that wait for room alone, as far as they are not too many; returns the others. What waits
   * for another side waits for a place of its owner, too, and is shared out by the recovery.
   */
  hold(runs: RunDocument[]): RunDocument[] {
    const room = this.#most - this.#held.length;
    const held = runs.filter(({ snapshot }) => snapshot.task.type === 'log').slice(0, room);
    this.#held.push(...held);
    this.#askLater();
    const taken = new Set(held);
    return runs.filter((run) => !taken.has(run));
  }

  /** Gives up the runs that are held, and returns them. */
  async stop(): Promise<RunDocument[]> {
    await this.#asking;
    clearTimeout(this.#timer);
    return this.#held.splice(0);
  }

  #askLater(): void {
    if (this.#timer || this.#held.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#asking = this.#ask().finally(() => {
        this.#timer = undefined;
        this.#askLater();
      });
    }, ASK_AGAIN_MS);
  }

  async #ask(): Promise<void> {
    const asked = [...this.#held];
    const { left, reached } = await this.#dispatcher.enqueueWithin(asked);
    if (left.length === asked.length && reached) return;
    const wait = new Set(reached ? left : []);
    const gone = new Set(asked.filter((run) => !wait.has(run)));
    this.#held = this.#held.filter((run) => !gone.has(run));
    if (!reached) await this.#handOver(left);
  }
}
