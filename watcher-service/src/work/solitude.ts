/**
 * Lets most work go side by side, and some of it alone: what wants to be alone waits until nothing else is
 * under way, and everything else waits for it.
 */
export class Solitude {
  #shared = 0;
  #alone = false;
  #waiting: (() => void)[] = [];
  /** How many want to be alone: newcomers let them go first. */
  #wanted = 0;

  async together<T>(work: () => Promise<T>): Promise<T> {
    while (this.#alone || this.#wanted > 0) await this.#change();
    this.#shared += 1;
    return work().finally(() => {
      this.#shared -= 1;
      this.#wake();
    });
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    this.#wanted += 1;
    while (this.#alone || this.#shared > 0) await this.#change();
    this.#wanted -= 1;
    this.#alone = true;
    return work().finally(() => {
      this.#alone = false;
      this.#wake();
    });
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
