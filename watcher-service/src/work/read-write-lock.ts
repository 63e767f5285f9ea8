interface Turn {
  alone: boolean;
  go: () => void;
}

/**
 * Lets most work go side by side, and some of it alone: what wants to be alone waits until nothing else is
 * under way. Everything has its turn in the order in which it came, so that neither kind keeps out the other.
 */
export class ReadWriteLock {
  #shared = 0;
  #alone = false;
  readonly #turns: Turn[] = [];

  async together<T>(work: () => Promise<T>): Promise<T> {
    await this.#turn(false);
    return work().finally(() => {
      this.#shared -= 1;
      this.#next();
    });
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    await this.#turn(true);
    return work().finally(() => {
      this.#alone = false;
      this.#next();
    });
  }

  #turn(alone: boolean): Promise<void> {
    return new Promise((go) => {
      this.#turns.push({ alone, go });
      this.#next();
    });
  }

  #next(): void {
    for (let turn = this.#turns[0]; turn && this.#isFree(turn); turn = this.#turns[0]) {
      this.#turns.shift();
      if (turn.alone) this.#alone = true;
      else this.#shared += 1;
      turn.go();
    }
  }

  #isFree({ alone }: Turn): boolean {
    return !this.#alone && (!alone || this.#shared === 0);
  }
}
