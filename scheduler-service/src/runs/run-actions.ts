import type { RunView } from '@punctual/contracts/runs/run';
import { isTerminal } from '@punctual/contracts/runs/run-status';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import type { JobStore, Whose } from '@punctual/engine/database/job-store';
import type { Clock } from '@punctual/engine/platform/clock';
import { conflict } from '@punctual/engine/platform/errors';
import type { RunCancellation } from '@punctual/engine/runs/run-cancellation';
import type { Caller } from '../http/caller.ts';
import type { Creation } from '../http/idempotency.ts';
import { refuse } from '../http/refusal-words.ts';
import { type Reply, reply } from '../http/reply.ts';
import type { RequestContext } from '../http/request-context.ts';
import { requireFound } from '../http/require-found.ts';
import { findJob } from '../jobs/find-job.ts';
import type { ManualTrigger } from '../jobs/manual-trigger.ts';
import { findRun } from './find-run.ts';
import { presentRun } from './run-presenter.ts';
import type { RunStore } from './run-store.ts';

/** The part of a call that names a job or a run, and who asks. */
interface ActCall {
  params: { id: string };
  caller: Pick<Caller, 'userId'>;
  context: Pick<RequestContext, 'recordEffects'>;
}

/** Handles the requests that make and cancel runs: for owners and for administrators, by scope. */
export class RunActions {
  readonly #jobs: JobStore;
  readonly #runs: RunStore;
  readonly #cancellation: RunCancellation;
  readonly #trigger: ManualTrigger;
  readonly #clock: Clock;

  constructor(
    jobs: JobStore,
    runs: RunStore,
    cancellation: RunCancellation,
    trigger: ManualTrigger,
    clock: Clock,
  ) {
    this.#jobs = jobs;
    this.#runs = runs;
    this.#cancellation = cancellation;
    this.#trigger = trigger;
    this.#clock = clock;
  }

  /**
   * Runs a job now.
   * @throws AppError 404 without such a job, 409 for one that is disabled
   */
  async trigger(scope: Whose, call: ActCall, creation: Creation): Promise<RunView> {
    const job = await findJob(this.#jobs, scope, call.params.id);
    return this.#make(job, call, creation);
  }

  /**
   * Runs again what has ended, as a new run.
   * @throws AppError 404 without such a run or its job, 409 for a run that has not ended or a disabled job
   */
  async rerun(scope: Whose, call: ActCall, creation: Creation): Promise<RunView> {
    const rerunOf = await findRun(this.#runs, scope, call.params.id);
    if (!isTerminal(rerunOf.status))
      throw conflict(
        'RUN_OPEN',
        refuse((words) => words.runOpen),
      );
    const jobId = rerunOf.jobId.toHexString();
    const job = await requireFound('jobOfRun', jobId, (id) => this.#jobs.one(scope, id));
    return this.#make(job, call, creation, rerunOf);
  }

  async #make(job: JobDocument, { caller, context }: ActCall, creation: Creation, rerunOf?: RunDocument) {
    const run = presentRun(await this.#trigger.trigger(job, caller.userId, creation, rerunOf));
    context.recordEffects({ runId: run.id });
    return run;
  }

  /**
   * Cancels a run: a waiting one at once, a running one by its worker (202). One that was neither when it was
   * looked for has ended, or went from one to the other in between.
   * @throws AppError 409 for one that has ended
   */
  async cancel(scope: Whose, { params, caller }: ActCall): Promise<Reply<200 | 202, RunView>> {
    const { userId } = caller;
    for (;;) {
      const { _id, status } = await findRun(this.#runs, scope, params.id);
      if (isTerminal(status))
        throw conflict(
          'RUN_ENDED',
          refuse((words) => words.runEnded),
        );
      const now = this.#clock.now();
      const [canceled] = await this.#cancellation.cancelWaiting({ _id }, 'BY_USER', now, userId);
      if (canceled) return reply(200, presentRun(canceled));
      const [asked] = await this.#cancellation.requestAbort({ _id }, 'BY_USER', userId);
      if (asked) return reply(202, presentRun(asked));
    }
  }
}
