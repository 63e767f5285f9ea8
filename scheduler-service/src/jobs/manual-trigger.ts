import type { Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import type { Clock } from '@punctual/engine/platform/clock';
import { conflict } from '@punctual/engine/platform/errors';
import type { Logger } from '@punctual/engine/platform/logger';
import type { DueDispatcher } from '@punctual/engine/queue/due-dispatcher';
import type { ManualRuns } from '@punctual/engine/runs/manual-runs';
import type { Creation } from '../http/idempotency.ts';
import { refuse } from '../http/refusal-words.ts';

/** Triggers jobs by hand: now, beside their schedules. */
export class ManualTrigger {
  readonly #manualRuns: ManualRuns;
  readonly #dueDispatcher: DueDispatcher;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(manualRuns: ManualRuns, dueDispatcher: DueDispatcher, clock: Clock, logger: Logger) {
    this.#manualRuns = manualRuns;
    this.#dueDispatcher = dueDispatcher;
    this.#clock = clock;
    this.#logger = logger;
  }

  /**
   * Makes a run that is due now and dispatches it.
   * @param by the user who asks for it
   * @throws AppError 409: a disabled job does not run, nor does one of a disabled account, by hand neither
   */
  async trigger(
    job: JobDocument,
    by: Id,
    { id, again }: Creation,
    rerunOf?: RunDocument,
  ): Promise<RunDocument> {
    const key = id.toHexString();
    const isMade = again && (await this.#manualRuns.isMade(job, key));
    if (!job.enabled && !isMade)
      throw conflict(
        'JOB_DISABLED',
        refuse((words) => words.jobDisabled),
      );
    if (job.ownerDisabled && !isMade)
      throw conflict(
        'OWNER_DISABLED',
        refuse((words) => words.ownerDisabled),
      );
    const run = await this.#manualRuns.make(job, { at: this.#clock.now(), by, key, rerunOf });
    if (run.status !== 'PENDING') return run;
    // Into the queue first: the job's summary is written while a worker takes the run.
    this.#dueDispatcher.arm([run]);
    await this.#tell(run, job);
    return run;
  }

  /** Shows the run in its job. It is made and on its way: whoever was told that it failed would make another. */
  async #tell(run: RunDocument, job: JobDocument): Promise<void> {
    try {
      await this.#manualRuns.tell(run, job);
    } catch (err) {
      this.#logger.warn({ err, runId: run._id }, 'A run made by hand is shown in its job only when it ends');
    }
  }
}
