import { type StartTimer, startTimer } from '@punctual/watcher-service/work/attempt-signal';

/** No timeout that a test names by itself is as long. */
const FIRST_MS = 3_600_000;

/**
 * Timeouts of attempts that pass when a test says so, however slow the machine is. Each has a length of its own, by
 * which it is found among those of other runs; timeouts of other lengths pass by the clock.
 */
export class HeldTimeouts {
  readonly #passes = new Map<number, (() => void)[]>();

  /** Creates a timeout (ms) for the job of one test. */
  create(): number {
    const ms = FIRST_MS + this.#passes.size;
    this.#passes.set(ms, []);
    return ms;
  }

  /** Gives the watcher its timers. */
  readonly timer: StartTimer = (ms, passed) => {
    const passes = this.#passes.get(ms);
    if (!passes) return startTimer(ms, passed);
    passes.push(passed);
    return () => {};
  };

  /** Lets the time pass of the attempts that have begun; of later ones it does not. */
  pass(ms: number): void {
    for (const passed of this.#passes.get(ms)?.splice(0) ?? []) passed();
  }
}
