import type { RunDocument } from '../database/documents.ts';
import type { Clock } from '../platform/clock.ts';
import { keepContext } from '../telemetry/tracing.ts';

/** Node's timers hold no longer delay than this. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Holds runs until the millisecond at which they are due, then hands on all that are due together.
 * Redis looks at delayed jobs only every 10 to 100 ms; a timer of our own is on time.
 */
export class DueTimer {
  readonly #clock: Clock;
  readonly #hand: (runs: RunDocument[]) => void;
  #armed = new Map<string, RunDocument>();
  /** The runs that are due at each millisecond, by their ids, and these milliseconds in order: what is due is in front. */
  readonly #idsAt = new Map<number, string[]>();
  readonly #times: number[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: Clock, hand: (runs: RunDocument[]) => void) {
    this.#clock = clock;
    this.#hand = hand;
  }

  /** The number of runs that are held. */
  get armed(): number {
    return this.#armed.size;
  }

  /** Holds these runs; one that is held already is held once. */
  arm(runs: RunDocument[]): void {
    keepContext(runs);
    for (const run of runs) this.#add(run);
    this.#fire();
  }

  /** Gives up the runs that are held, and returns them. */
  stop(): RunDocument[] {
    clearTimeout(this.#timer);
    const held = [...this.#armed.values()];
    this.#armed = new Map();
    this.#idsAt.clear();
    this.#times.length = 0;
    return held;
  }

  #add(run: RunDocument): void {
    const [id, time] = [run._id.toHexString(), run.nextAttemptAt.getTime()];
    this.#armed.set(id, run);
    const ids = this.#idsAt.get(time);
    if (ids) ids.push(id);
    else {
      this.#idsAt.set(time, [id]);
      this.#times.splice(countUntil(this.#times, time), 0, time);
    }
  }

  #fire(): void {
    const now = this.#clock.now();
    const due = this.#times
      .splice(0, countUntil(this.#times, now.getTime()))
      .flatMap((time) => this.#take(time));
    this.#wait(now);
    if (due.length > 0) this.#hand(due);
  }

  /** Takes what is due at a millisecond; what was armed again for another one waits for that. */
  #take(time: number): RunDocument[] {
    const ids = this.#idsAt.get(time) ?? [];
    this.#idsAt.delete(time);
    return ids.flatMap((id) => {
      const run = this.#armed.get(id);
      if (run?.nextAttemptAt.getTime() !== time) return [];
      this.#armed.delete(id);
      return [run];
    });
  }

  /** setTimeout may fire up to a millisecond early: `fire` looks at the clock again and waits the rest. */
  #wait(now: Date): void {
    clearTimeout(this.#timer);
    const [next] = this.#times;
    if (next === undefined) return;
    const delay = Math.min(LONGEST_MS, Math.max(1, next - now.getTime()));
    this.#timer = setTimeout(() => this.#fire(), delay);
  }
}

/** Counts the times, which are in order, that are not after this one. */
function countUntil(times: readonly number[], time: number): number {
  let [from, to] = [0, times.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((times[middle] as number) <= time) from = middle + 1;
    else to = middle;
  }
  return from;
}
