/** No timeout that a test names by itself is as long. */
const FIRST_MS = 3_600_000;

/**
 * Timeouts of attempts that pass when a test says so, however slow the machine is. Each has a length of its own, by
 * which it is found among those of other runs; timeouts of other lengths pass by the clock.
 */
export class HeldTimeouts {
  readonly #controllers = new Map<number, AbortController[]>();

  /** Creates a timeout (ms) for the job of one test. */
  create(): number {
    const ms = FIRST_MS + this.#controllers.size;
    this.#controllers.set(ms, []);
    return ms;
  }

  /** Gives the watcher its signals. */
  readonly signal = (ms: number): AbortSignal => {
    const controllers = this.#controllers.get(ms);
    if (!controllers) return AbortSignal.timeout(ms);
    const controller = new AbortController();
    controllers.push(controller);
    return controller.signal;
  };

  /** Lets the time pass of the attempts that have begun; of later ones it does not. */
  pass(ms: number): void {
    const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    for (const controller of this.#controllers.get(ms)?.splice(0) ?? []) controller.abort(reason);
  }
}
