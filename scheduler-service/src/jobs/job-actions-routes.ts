import {
  deleteJob,
  disableJob,
  editJob,
  enableJob,
  replaceJob,
  runJob,
} from '@punctual/shared/api/job-actions-contract';
import type { EditResult } from '@punctual/shared/engine/job-edits';
import type { ManualRuns } from '@punctual/shared/engine/manual-runs';
import { translateJobDialect } from '@punctual/shared/jobs/dialects';
import type { Clock } from '@punctual/shared/platform/clock';
import { conflict } from '@punctual/shared/platform/errors';
import type { JobDocument } from '@punctual/shared/store/documents';
import type { Response, Router } from 'express';
import type { Caller } from '../auth/caller.ts';
import type { Routes } from '../http/app.ts';
import { type Handler, mount } from '../http/route.ts';
import { presentRun } from '../runs/run-presenter.ts';
import { applyEdit, type ChangeJobParts, changeJob, presentChange } from './change-job.ts';
import { setEtag } from './etag.ts';
import { findJob } from './find-job.ts';
import { refuseNotAvailable } from './not-available.ts';

export interface JobActionsParts extends ChangeJobParts {
  manual: ManualRuns;
  clock: Clock;
}

/** A job that is disabled does not run, by hand neither. */
export function requireEnabled(job: JobDocument): void {
  if (!job.enabled) throw conflict('JOB_DISABLED', 'This job is disabled. Enable it to run it.');
}

export function jobActionsRoutes(parts: JobActionsParts): Routes {
  const { jobs, edits, manual, dueSoon, clock } = parts;
  const actor = (caller: Caller) => ({ by: caller.userId, at: clock.now() });
  const answer = (result: EditResult, response: Response) => {
    setEtag(response, result.job);
    return presentChange(result);
  };

  const edit: Handler<typeof editJob | typeof replaceJob> = async ({
    params,
    body,
    caller,
    request,
    response,
  }) => {
    refuseNotAvailable(body, request);
    const now = clock.now();
    const change = (job: JobDocument) => applyEdit(job, body, caller, now, parts);
    return answer(await changeJob(request, caller, params.id, jobs, change), response);
  };
  const translate = (body: unknown, { user }: Caller) =>
    translateJobDialect(body, { defaultTimezone: user.timezone, now: clock.now() });

  return {
    endpoints: [editJob, replaceJob, deleteJob, enableJob, disableJob, runJob],
    mount(router: Router) {
      mount(router, editJob, edit, translate);
      mount(router, replaceJob, edit, translate);
      mount(router, deleteJob, async ({ params, caller, request }) => {
        await changeJob(request, caller, params.id, jobs, (job) => edits.remove(job, actor(caller)));
      });
      mount(router, enableJob, async ({ params, caller, request, response }) => {
        const result = await changeJob(request, caller, params.id, jobs, (job) =>
          edits.enable(job, actor(caller)),
        );
        return answer(result, response);
      });
      mount(router, disableJob, async ({ params, caller, request, response }) => {
        const result = await changeJob(request, caller, params.id, jobs, (job) =>
          edits.disable(job, actor(caller)),
        );
        return answer(result, response);
      });
      mount(router, runJob, async ({ params, caller }) => {
        const job = await findJob(jobs, caller, params.id);
        requireEnabled(job);
        const run = await manual.request(job, { at: clock.now() });
        if (run.status === 'PENDING') dueSoon.timer.arm([run]);
        return presentRun(run);
      });
    },
  };
}
