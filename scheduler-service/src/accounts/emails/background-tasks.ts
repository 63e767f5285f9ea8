import type { Logger } from '@punctual/engine/platform/logger';

/** Runs work that answers do not wait for. Failures are logged. */
export class BackgroundTasks {
  readonly #running = new Set<Promise<void>>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  run(name: string, work: () => Promise<void>): void {
    const task = work()
      .catch((err: unknown) => this.#logger.error({ err }, `${name} failed`))
      .finally(() => this.#running.delete(task));
    this.#running.add(task);
  }

  /** Resolves when no task is running. */
  async done(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
