import type { Clock } from './clock.ts';
import { ErrorThrottle } from './error-throttle.ts';
import type { Logger } from './logger.ts';
import { type Loop, runEvery } from './run-every.ts';

/** Asks the database what time it is; e.g. `hello().localTime`. */
export type AskTime = () => Promise<Date>;

const SYNC_EVERY_MS = 10_000;
/** Interval at which a pause of this process (suspended, stopped, blocked) is looked for. */
const PULSE_MS = 500;
const PAUSE_MS = 2_000;
/** A slow answer says little about the time at which it was given. */
const LONGEST_ROUND_TRIP_MS = 250;
const STEP_WORTH_TELLING_MS = 500;

/**
 * The time of the database, carried on by this process's steady clock: what decides (leases, due times)
 * agrees between machines whose own clocks differ, and no change of a machine's clock moves it.
 */
export class DatabaseClock implements Clock {
  readonly #ask: AskTime;
  readonly #logger: Logger;
  #at: number;
  #steady: number;
  #pulse = performance.now();
  #loops: Loop[] = [];

  private constructor(ask: AskTime, logger: Logger) {
    this.#ask = ask;
    this.#logger = logger;
    this.#at = Date.now();
    this.#steady = performance.now();
  }

  /** A clock that has asked once, and goes on asking until it is stopped. */
  static async start(ask: AskTime, logger: Logger): Promise<DatabaseClock> {
    const clock = new DatabaseClock(ask, logger);
    await clock.sync(Number.POSITIVE_INFINITY);
    const trouble = () => new ErrorThrottle(logger, 'The database was not asked for the time', 'debug');
    clock.#loops = [
      runEvery(() => clock.sync(), SYNC_EVERY_MS, trouble()),
      runEvery(() => clock.#lookForPause(), PULSE_MS, trouble()),
    ];
    return clock;
  }

  now(): Date {
    return new Date(this.#at + (performance.now() - this.#steady));
  }

  /** Asks now. An answer that took longer than `longest` ms is not used. */
  async sync(longest = LONGEST_ROUND_TRIP_MS): Promise<void> {
    const begun = performance.now();
    const told = (await this.#ask()).getTime();
    const ended = performance.now();
    if (ended - begun > longest) return;
    const middle = (begun + ended) / 2;
    const step = told - (this.#at + (middle - this.#steady));
    if (Math.abs(step) > STEP_WORTH_TELLING_MS)
      this.#logger.warn({ stepMs: Math.round(step) }, 'The clock was set');
    this.#at = told;
    this.#steady = middle;
  }

  async #lookForPause(): Promise<void> {
    const since = performance.now() - this.#pulse;
    this.#pulse = performance.now();
    if (since > PULSE_MS + PAUSE_MS) await this.sync();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#loops.map((loop) => loop.stop()));
  }
}
