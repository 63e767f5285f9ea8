/** Lets each name have one piece of work under way: its next one begins when that is over, whatever became of it. */
export class OneAtATime {
  readonly #newest = new Map<string, Promise<unknown>>();

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#newest.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#newest.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.#newest.get(name) === mine) this.#newest.delete(name);
    }
  }
}
