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
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: Clock, hand: (runs: RunDocument[]) => void) {
    this.#clock = clock;
    this.#hand = hand;
  }

  /** Holds these runs; one that is held already is held once. */
  arm(runs: RunDocument[]): void {
    keepContext(runs);
    for (const run of runs) this.#armed.set(run._id.toHexString(), run);
    this.#fire();
  }

  /** Gives up the runs that are held, and returns them. */
  stop(): RunDocument[] {
    clearTimeout(this.#timer);
    const held = [...this.#armed.values()];
    this.#armed = new Map();
    return held;
  }

  #fire(): void {
    const now = this.#clock.now();
    const due = [...this.#armed.values()].filter(({ nextAttemptAt }) => nextAttemptAt <= now);
    for (const run of due) this.#armed.delete(run._id.toHexString());
    this.#wait(now);
    if (due.length > 0) this.#hand(due);
  }

  /** setTimeout may fire up to a millisecond early: `fire` looks at the clock again and waits the rest. */
  #wait(now: Date): void {
    clearTimeout(this.#timer);
    if (this.#armed.size === 0) return;
    let next = Number.POSITIVE_INFINITY;
    for (const { nextAttemptAt } of this.#armed.values()) next = Math.min(next, nextAttemptAt.getTime());
    const delay = Math.min(LONGEST_MS, Math.max(1, next - now.getTime()));
    this.#timer = setTimeout(() => this.#fire(), delay);
  }
}
