import type { RunDocument } from '@punctual/engine/database/documents';
import type { Logger } from '@punctual/engine/platform/logger';
import type { AttemptMetrics } from '@punctual/engine/runs/attempt-metrics';
import type { Outcome } from '../tasks/executor.ts';

/** Counts and logs executors that go on although their attempt is over. Nothing that they return is recorded. */
export class OverdueAttempts {
  readonly #metrics: AttemptMetrics;
  readonly #logger: Logger;
  readonly #endProcess: () => void;

  /** @param endProcess drains this process and ends it: what an attempt has opened cannot be closed otherwise */
  constructor(metrics: AttemptMetrics, logger: Logger, endProcess: () => void) {
    this.#metrics = metrics;
    this.#logger = logger;
    this.#endProcess = endProcess;
  }

  /** Notes that the attempt is over and its executor is not; its result, if one comes, is counted and dropped. */
  add({ _id: runId, snapshot, attempt }: RunDocument, work: Promise<Outcome>): void {
    const { type } = snapshot.task;
    this.#metrics.goesOn();
    this.#logger.warn({ runId, attempt, type }, 'An attempt is over, and its executor has not returned');
    void work.then(({ kind, code }) => {
      this.#metrics.returned(type, kind);
      this.#logger.warn({ runId, attempt, type, kind, code }, 'A result came after its attempt was over');
    });
  }

  /** Ends this process, whose run keeps its lease and its job's lock until then. */
  cannotEnd({ _id: runId, attempt }: RunDocument): void {
    this.#metrics.cannotEnd();
    this.#logger.error({ runId, attempt }, 'An attempt cannot be ended: this process drains and ends');
    this.#endProcess();
  }
}
