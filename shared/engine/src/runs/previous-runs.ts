import type { Collections } from '../database/collections.ts';
import type { Id, RunDocument } from '../database/documents.ts';
import type { PreviousRun } from '../templates/template-values.ts';

type Ended = Pick<RunDocument, 'status' | 'finishedAt' | 'attempts'>;

/** Finds runs that came before others of their job, for placeholders that name them. */
export class PreviousRuns {
  readonly #collections: Pick<Collections, 'runs'>;

  constructor(collections: Pick<Collections, 'runs'>) {
    this.#collections = collections;
  }

  /** Finds the newest run of a job that was planned before an instant and has ended; null if there is none. */
  async find(jobId: Id, before: Date): Promise<PreviousRun | null> {
    const run = await this.#collections.runs.findOne<Ended>(
      { jobId, scheduledFor: { $lt: before }, finishedAt: { $ne: null } },
      {
        sort: { scheduledFor: -1, _id: -1 },
        projection: { status: 1, finishedAt: 1, attempts: { $slice: -1 } },
      },
    );
    if (!run?.finishedAt) return null;
    return {
      status: run.status,
      finishedAt: run.finishedAt,
      response: run.attempts.at(-1)?.response ?? null,
    };
  }
}
