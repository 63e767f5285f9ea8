import type { Id, JobDocument, JobSettings } from '@punctual/engine/database/documents';
import type { JobStore } from '@punctual/engine/database/job-store';
import { type NewRevision, type RevisionStore, settingsOf } from '@punctual/engine/database/revision-store';
import { AppError, refusedTogether } from '@punctual/engine/platform/errors';
import type { OwnerSuspension } from '../accounts/owner-suspension.ts';
import type { Caller } from '../http/caller.ts';
import type { Creation } from '../http/idempotency.ts';
import { requireVerified } from '../http/require-verified.ts';
import type { ImminentRuns } from './imminent-runs.ts';

/** A job that is to be made. Its settings are built only if it is not there already. */
export interface JobDraft {
  _id: Id;
  buildSettings: () => Promise<JobSettings>;
}

/** Creates jobs. Every step may be repeated: if a process dies on the way, the next one goes on with what is stored. */
export class JobCreator {
  readonly #jobs: JobStore;
  readonly #revisions: RevisionStore;
  readonly #suspension: OwnerSuspension;
  readonly #imminentRuns: ImminentRuns;

  constructor(
    jobs: JobStore,
    revisions: RevisionStore,
    suspension: OwnerSuspension,
    imminentRuns: ImminentRuns,
  ) {
    this.#jobs = jobs;
    this.#revisions = revisions;
    this.#suspension = suspension;
    this.#imminentRuns = imminentRuns;
  }

  /** Creates one job, as `createAll` does. */
  async create(
    buildSettings: () => Promise<JobSettings>,
    caller: Caller,
    { id, again }: Creation,
    now: Date,
  ): Promise<JobDocument> {
    const [job] = await this.createAll([{ _id: id, buildSettings }], caller, again, now);
    return job as JobDocument;
  }

  /**
   * Creates jobs of the caller, and makes the runs that are imminent.
   * @param again says that some of them may have been stored before
   * @throws AppError 422 with the details of all that are refused: then none is created
   */
  async createAll(drafts: JobDraft[], caller: Caller, again: boolean, now: Date): Promise<JobDocument[]> {
    requireVerified(caller);
    const made = again ? await this.#jobs.made(drafts.map(({ _id }) => _id)) : new Map<string, JobDocument>();
    const missing = drafts.filter(({ _id }) => !made.has(_id.toHexString()));
    const settings = await collectAll(missing.map((draft) => draft.buildSettings));
    const fresh = missing.map(({ _id }, i) => ({ _id, settings: settings[i] as JobSettings }));
    const stored = [...made.values(), ...(await this.#jobs.create(caller.userId, fresh, now))];
    await this.#revisions.recordNew(stored.map((job) => firstRevision(job, caller)));
    await this.#imminentRuns.schedule(stored, now);
    await this.#suspension.syncIfDisabled(caller.userId, now);
    return stored;
  }
}

/**
 * Collects the results of all builders, one after the other.
 * @throws AppError 422 with the details of all that are refused
 */
async function collectAll<T>(builders: (() => Promise<T>)[]): Promise<T[]> {
  const refused: AppError[] = [];
  const built: T[] = [];
  for (const build of builders) {
    try {
      built.push(await build());
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error;
      refused.push(error);
    }
  }
  if (refused.length > 0) throw refusedTogether(refused);
  return built;
}

const firstRevision = (job: JobDocument, { userId }: Caller): NewRevision => ({
  jobId: job._id,
  revision: job.revision,
  scheduleRevision: job.scheduleRevision,
  at: job.createdAt,
  by: userId,
  action: 'create',
  settings: settingsOf(job),
});
