import type { ChangedJob } from '@punctual/contracts/api/job-actions-contract';
import type { RunView } from '@punctual/contracts/runs/run';
import type { Whose } from '@punctual/engine/database/job-store';
import type { EditResult } from '@punctual/engine/jobs/job-edits';
import type { Clock } from '@punctual/engine/platform/clock';
import type { ManualRuns } from '@punctual/engine/runs/manual-runs';
import type { Request, Response } from 'express';
import type { Caller } from '../http/caller.ts';
import { requireMatch, setEtag } from '../http/etag.ts';
import type { Creation } from '../http/idempotency.ts';
import { type Change, type ChangeJobParts, changeJob, presentChange } from './change-job.ts';
import { findJob } from './find-job.ts';
import { triggerRun } from './trigger-run.ts';

export interface JobActionsParts extends ChangeJobParts {
  manual: ManualRuns;
  clock: Clock;
}

/** What a route that acts on one job is given. */
export interface JobCall {
  params: { id: string };
  caller: Caller;
  request: Request;
  response: Response;
}

/** What can be done to a job, by its owner and by administrators alike. */
export class JobActions {
  readonly #parts: JobActionsParts;

  constructor(parts: JobActionsParts) {
    this.#parts = parts;
  }

  /** Changes a job as its If-Match allows, and answers it with its ETag. */
  async change(whose: Whose, call: JobCall, now: Date, change: Change): Promise<ChangedJob> {
    const result = await this.#apply(whose, call, now, change);
    setEtag(call.response, result.job);
    return presentChange(result);
  }

  enable(whose: Whose, call: JobCall): Promise<ChangedJob> {
    const actor = this.#actor(call);
    return this.change(whose, call, actor.at, (job) => this.#parts.edits.enable(job, actor));
  }

  disable(whose: Whose, call: JobCall): Promise<ChangedJob> {
    const actor = this.#actor(call);
    return this.change(whose, call, actor.at, (job) => this.#parts.edits.disable(job, actor));
  }

  async remove(whose: Whose, call: JobCall): Promise<void> {
    const actor = this.#actor(call);
    await this.#apply(whose, call, actor.at, (job) => this.#parts.edits.remove(job, actor));
  }

  async run(whose: Whose, { params }: Pick<JobCall, 'params'>, making: Creation): Promise<RunView> {
    const { jobs, manual, dueSoon, clock } = this.#parts;
    const job = await findJob(jobs, whose, params.id);
    return triggerRun(job, making, { manual, timer: dueSoon.timer, clock });
  }

  #apply(whose: Whose, { params, request }: JobCall, now: Date, change: Change): Promise<EditResult> {
    const check = requireMatch.bind(null, request);
    return changeJob({ whose, id: params.id, now, check }, this.#parts, change);
  }

  #actor({ caller }: JobCall) {
    return { by: caller.userId, at: this.#parts.clock.now() };
  }
}
