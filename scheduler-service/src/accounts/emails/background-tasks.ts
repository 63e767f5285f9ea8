import type { Logger } from '@punctual/engine/platform/logger';

/** Work that no answer waits for; what fails is told in the log. */
export class BackgroundTasks {
  readonly #underWay = new Set<Promise<void>>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  run(what: string, work: () => Promise<void>): void {
    const running = work()
      .catch((err: unknown) => this.#logger.error({ err }, `${what} failed`))
      .finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
  }

  /** Resolves when nothing is under way. */
  async done(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }
}
