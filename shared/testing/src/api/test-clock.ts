import type { Clock } from '@punctual/engine/platform/clock';

/** A clock that stands still until it is moved on. */
export class TestClock implements Clock {
  #now: number;

  constructor(now: Date = new Date()) {
    this.#now = now.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
