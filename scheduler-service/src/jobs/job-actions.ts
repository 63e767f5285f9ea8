import type { ChangedJob } from '@punctual/contracts/api/job-actions-contract';
import type { JobEdit } from '@punctual/contracts/jobs/job';
import type { ReadBack } from '@punctual/contracts/jobs/job-as-read';
import type { JobDocument } from '@punctual/engine/database/documents';
import type { Whose } from '@punctual/engine/database/job-store';
import type { Actor, EditResult, JobEdits } from '@punctual/engine/jobs/job-edits';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Request, Response } from 'express';
import type { Caller } from '../http/caller.ts';
import { requireMatch, setEtag } from '../http/etag.ts';
import { type JobChange, type JobChanger, presentEditResult } from './job-changer.ts';
import type { JobSettingsBuilder } from './job-settings-builder.ts';
import { listChangedFields } from './job-versions.ts';
import { refuseChangedFields } from './read-only-fields.ts';

/** The parts of a call that actions on one job need. */
export interface JobCall {
  params: { id: string };
  caller: Caller;
  request: Request;
  response: Response;
}

/** Handles the requests that change one job: for owners and for administrators, by scope. */
export class JobActions {
  readonly #changer: JobChanger;
  readonly #edits: JobEdits;
  readonly #settings: JobSettingsBuilder;
  readonly #clock: Clock;

  constructor(changer: JobChanger, edits: JobEdits, settings: JobSettingsBuilder, clock: Clock) {
    this.#changer = changer;
    this.#edits = edits;
    this.#settings = settings;
    this.#clock = clock;
  }

  /**
   * Edits a job; without a difference nothing is changed.
   * @param readBack fields that cannot be set, as they were sent
   * @throws AppError 422 where one of them is not as the job has it
   */
  edit(scope: Whose, call: JobCall, edit: JobEdit, readBack: ReadBack = {}): Promise<ChangedJob> {
    const actor = this.#actor(call);
    return this.#change(scope, call, actor, async (job) => {
      refuseChangedFields(job, readBack);
      const change = await this.#settings.buildEdit(job, edit, call.caller, actor.at);
      const result = await this.#edits.edit(job, change, actor);
      if (result) recordEffects(call, { changed: listChangedFields(job, result.job) });
      return result;
    });
  }

  enable(scope: Whose, call: JobCall): Promise<ChangedJob> {
    const actor = this.#actor(call);
    return this.#change(scope, call, actor, (job) => this.#edits.enable(job, actor));
  }

  disable(scope: Whose, call: JobCall): Promise<ChangedJob> {
    const actor = this.#actor(call);
    return this.#change(scope, call, actor, (job) => this.#edits.disable(job, actor));
  }

  async remove(scope: Whose, call: JobCall): Promise<void> {
    const actor = this.#actor(call);
    await this.#apply(scope, call, actor, (job) => this.#edits.remove(job, actor));
  }

  /** Changes a job as its If-Match allows, and answers it with its ETag. */
  async #change(scope: Whose, call: JobCall, actor: Actor, change: JobChange): Promise<ChangedJob> {
    const result = await this.#apply(scope, call, actor, change);
    const { language } = call.caller;
    setEtag(call.response, result.job, language);
    return presentEditResult(result, language);
  }

  async #apply(scope: Whose, call: JobCall, { at }: Actor, change: JobChange): Promise<EditResult> {
    const check = (job: JobDocument) => requireMatch(call.request, job);
    const result = await this.#changer.change({ scope, id: call.params.id, now: at, check }, change);
    const [canceledRuns, runningRuns] = [result.canceled.length, result.running.length];
    recordEffects(call, { ...(canceledRuns && { canceledRuns }), ...(runningRuns && { runningRuns }) });
    return result;
  }

  #actor({ caller }: JobCall): Actor {
    return { by: caller.userId, at: this.#clock.now() };
  }
}

/** Adds to what the audit log tells of a request. */
function recordEffects({ request: { context } }: JobCall, effects: Record<string, unknown>): void {
  context.recordEffects({ ...context.effects, ...effects });
}
