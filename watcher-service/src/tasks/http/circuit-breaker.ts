/** The evidence of a request about its host. */
export type Health = 'up' | 'down' | 'unknown';

export interface CircuitSettings {
  failures: number;
  coolingMs: number;
}

/**
 * Leaves a host alone that fails again and again: after so many failures in a row nothing is sent to it for a
 * while, then one request finds out whether it is back. Times are ms of a clock that never goes back.
 * (The "circuit breaker" of M. Nygard, Release It!)
 */
export class CircuitBreaker {
  readonly #settings: CircuitSettings;
  #failures = 0;
  #coolUntil = 0;
  #isProbed = false;

  constructor(settings: CircuitSettings) {
    this.#settings = settings;
  }

  /** Nothing is known that would have to be remembered. */
  get isFresh(): boolean {
    return this.#failures === 0;
  }

  get #isOpen(): boolean {
    return this.#failures >= this.#settings.failures;
  }

  /** Computes the wait before a request may be sent, in ms: 0 for now. */
  pause(now: number): number {
    if (!this.#isOpen) return 0;
    return this.#isProbed ? this.#settings.coolingMs : Math.max(0, this.#coolUntil - now);
  }

  /** Begins a request, which `pause` allowed; the returned function takes its evidence. */
  begin(): (health: Health, now: number) => void {
    const isProbe = this.#isOpen;
    if (isProbe) this.#isProbed = true;
    return (health, now) => {
      if (isProbe) this.#isProbed = false;
      if (health === 'up') this.#failures = 0;
      if (health === 'down') this.#fail(now);
    };
  }

  #fail(now: number): void {
    this.#failures += 1;
    if (this.#isOpen) this.#coolUntil = now + this.#settings.coolingMs;
  }
}
