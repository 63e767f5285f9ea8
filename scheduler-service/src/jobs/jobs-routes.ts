import {
  createJob as createJobEndpoint,
  getJob,
  listJobRuns,
  listJobs,
} from '@punctual/shared/api/jobs-contract';
import { translateJobDialect } from '@punctual/shared/jobs/dialects';
import type { Clock } from '@punctual/shared/platform/clock';
import { validationFailed } from '@punctual/shared/platform/errors';
import { isCursor } from '@punctual/shared/store/paging';
import { isHistoryCursor, type RunStore } from '@punctual/shared/store/run-store';
import type { Router } from 'express';
import type { Caller } from '../auth/caller.ts';
import type { Routes } from '../http/app.ts';
import type { Maker, OncePerKey } from '../http/once-per-key.ts';
import { mount } from '../http/route.ts';
import { presentRun } from '../runs/run-presenter.ts';
import { type CreateJobParts, createJob } from './create-job.ts';
import { setEtag } from './etag.ts';
import { findJob } from './find-job.ts';
import { presentJob } from './job-presenter.ts';
import { refuseNotAvailable } from './not-available.ts';

export interface JobsParts extends CreateJobParts {
  runs: RunStore;
  once: OncePerKey;
  clock: Clock;
}

/** Only a cursor that an answer has given leads on from there. */
export function checkCursor(cursor: string | undefined, isOurs: (cursor: string) => boolean): void {
  if (cursor === undefined || isOurs(cursor)) return;
  throw validationFailed([{ path: 'cursor', message: 'This cursor is not one that a list has answered.' }]);
}

export function jobsRoutes(parts: JobsParts): Routes {
  const { jobs, runs, once, clock } = parts;
  return {
    endpoints: [createJobEndpoint, listJobs, getJob, listJobRuns],
    mount(router: Router) {
      const create: Maker<typeof createJobEndpoint> = async ({ body, caller, response }, making) => {
        refuseNotAvailable(body);
        const job = await createJob(body, caller, making, clock.now(), parts);
        response.location(`/users/jobs/${job._id.toHexString()}`);
        setEtag(response, job);
        return presentJob(job);
      };
      const translate = (body: unknown, { user }: Caller) =>
        translateJobDialect(body, { defaultTimezone: user.timezone, now: clock.now() }, 'job');
      mount(router, createJobEndpoint, once.handler(createJobEndpoint, create), translate);
      mount(router, listJobs, async ({ query, caller }) => {
        checkCursor(query.cursor, isCursor);
        const { status, enabled, ...request } = query;
        const page = await jobs.list({ ownerId: caller.userId, status, enabled }, request);
        return { ...page, data: page.data.map(presentJob) };
      });
      mount(router, getJob, async ({ params, caller, response }) => {
        const job = await findJob(jobs, caller, params.id);
        setEtag(response, job);
        return presentJob(job);
      });
      mount(router, listJobRuns, async ({ params, query, caller }) => {
        checkCursor(query.cursor, isHistoryCursor);
        const job = await findJob(jobs, caller, params.id);
        const page = await runs.history(job._id, query.limit, query.cursor);
        return { ...page, data: page.data.map(presentRun) };
      });
    },
  };
}
