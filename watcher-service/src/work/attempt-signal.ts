import { setMaxListeners } from 'node:events';
import { timeoutReason } from '@punctual/contracts/with-deadline';

/** Calls `passed` once after so many ms, unless the returned function is called before. */
export type StartTimer = (ms: number, passed: () => void) => () => void;

export const startTimer: StartTimer = (ms, passed) => {
  const timer = setTimeout(passed, ms);
  return () => clearTimeout(timer);
};

/** The one signal that ends an attempt: at its deadline, or when one of the cuts aborts. It holds its timer itself. */
export class AttemptSignal {
  readonly #controller = new AbortController();
  readonly #clearAll: (() => void)[] = [];

  constructor(timeoutMs: number, cuts: AbortSignal[], timer: StartTimer) {
    for (const cut of cuts) this.#follow(cut);
    if (!this.signal.aborted)
      this.#clearAll.push(timer(timeoutMs, () => this.#controller.abort(timeoutReason())));
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  #follow(cut: AbortSignal): void {
    const abort = () => this.#controller.abort(cut.reason);
    if (cut.aborted) abort();
    // Every attempt under way listens to the end of the process.
    setMaxListeners(0, cut);
    cut.addEventListener('abort', abort);
    this.#clearAll.push(() => cut.removeEventListener('abort', abort));
  }

  /** Aborts no more, and leaves no timer and no listener behind. */
  clear(): void {
    for (const clear of this.#clearAll) clear();
  }
}
