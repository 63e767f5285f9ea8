interface Releaser {
  name: string;
  release: () => unknown;
}

/**
 * Holds what a stop must undo. Each part of a service adds its releaser when it has started, so that a start
 * that fails half way releases exactly what it has opened.
 */
export class Releasers {
  readonly #releasers: Releaser[] = [];
  readonly #onError: (error: unknown, name: string) => void;

  /** @param onError is called with the error of a releaser that fails; those that remain run all the same */
  constructor(onError: (error: unknown, name: string) => void) {
    this.#onError = onError;
  }

  /** @param name says in an error which part could not be released */
  add(name: string, release: () => unknown): void {
    this.#releasers.push({ name, release });
  }

  /** Releases one part after the other, the last added first. Each is released once, however often this is called. */
  async releaseAll(): Promise<void> {
    for (let last = this.#releasers.pop(); last; last = this.#releasers.pop()) {
      try {
        await last.release();
      } catch (error) {
        this.#onError(error, last.name);
      }
    }
  }
}
