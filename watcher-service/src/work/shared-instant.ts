import type { Clock } from '@punctual/engine/platform/clock';

/** Ends within this time (ms) are one instant. */
const SHARED_MS = 10;

/**
 * Reads the clock once for all that ends together, so that the ends are alike and one write takes them all. For work that
 * waits for no other side, and is over in a moment.
 */
export class SharedInstant {
  readonly #clock: Clock;
  #now = new Date(0);
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Returns an instant of the last 10 ms.
   * @param begun when the work began: it does not end before
   */
  since(begun: Date | null): Date {
    const now = performance.now();
    if (now - this.#readAt >= SHARED_MS) {
      this.#now = this.#clock.now();
      this.#readAt = now;
    }
    return begun && begun > this.#now ? begun : this.#now;
  }
}
