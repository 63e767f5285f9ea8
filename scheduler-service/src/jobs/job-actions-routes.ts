import {
  deleteJob,
  disableJob,
  editJob,
  enableJob,
  replaceJob,
  runJob,
} from '@punctual/shared/api/job-actions-contract';
import type { Actor, EditResult } from '@punctual/shared/engine/job-edits';
import type { ManualRuns } from '@punctual/shared/engine/manual-runs';
import { type DialectMode, translateJobDialect } from '@punctual/shared/jobs/dialects';
import type { Clock } from '@punctual/shared/platform/clock';
import type { JobDocument } from '@punctual/shared/store/documents';
import type { Response, Router } from 'express';
import type { Caller } from '../auth/caller.ts';
import type { Routes } from '../http/app.ts';
import type { Maker, OncePerKey } from '../http/once-per-key.ts';
import { type Call, type Handler, mount } from '../http/route.ts';
import { applyEdit, type ChangeJobParts, changeJob, presentChange } from './change-job.ts';
import { setEtag } from './etag.ts';
import { findJob } from './find-job.ts';
import { refuseNotAvailable } from './not-available.ts';
import { runByHand } from './run-by-hand.ts';

export interface JobActionsParts extends ChangeJobParts {
  manual: ManualRuns;
  once: OncePerKey;
  clock: Clock;
}

export function jobActionsRoutes(parts: JobActionsParts): Routes {
  const { jobs, edits, manual, once, dueSoon, clock } = parts;
  const change = (
    { params, caller, request }: Call<typeof deleteJob | typeof enableJob | typeof disableJob>,
    act: (job: JobDocument, actor: Actor) => Promise<EditResult | null>,
  ) => {
    const now = clock.now();
    const actor = { by: caller.userId, at: now };
    return changeJob(request, caller, params.id, now, parts, (job) => act(job, actor));
  };
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
    refuseNotAvailable(body);
    const now = clock.now();
    const change = (job: JobDocument) => applyEdit(job, body, caller, now, parts);
    return answer(await changeJob(request, caller, params.id, now, parts, change), response);
  };
  const run: Maker<typeof runJob> = async ({ params, caller }, making) =>
    runByHand(await findJob(jobs, caller, params.id), making, { manual, timer: dueSoon.timer, clock });
  const translate =
    (mode: DialectMode) =>
    (body: unknown, { user }: Caller) =>
      translateJobDialect(body, { defaultTimezone: user.timezone, now: clock.now() }, mode);

  return {
    endpoints: [editJob, replaceJob, deleteJob, enableJob, disableJob, runJob],
    mount(router: Router) {
      mount(router, editJob, edit, translate('change'));
      mount(router, replaceJob, edit, translate('job'));
      mount(router, deleteJob, async (call) => {
        await change(call, (job, actor) => edits.remove(job, actor));
      });
      mount(router, enableJob, async (call) =>
        answer(await change(call, (job, actor) => edits.enable(job, actor)), call.response),
      );
      mount(router, disableJob, async (call) =>
        answer(await change(call, (job, actor) => edits.disable(job, actor)), call.response),
      );
      mount(router, runJob, once.handler(runJob, run));
    },
  };
}
