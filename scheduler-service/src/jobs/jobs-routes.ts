import {
  countJobs,
  createJob as createJobEndpoint,
  getJob,
  listJobRuns,
  listJobs,
} from '@punctual/contracts/api/jobs-contract';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Caller } from '../http/caller.ts';
import { setEtag } from '../http/etag.ts';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { checkCursor, countedPage } from '../http/paging.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import { timesOf } from '../runs/list-runs.ts';
import { isRunCursor, type RunLists } from '../runs/run-lists.ts';
import { presentRun } from '../runs/run-presenter.ts';
import { type CreateJobParts, createJob } from './create-job.ts';
import { translateJobDialect } from './dialects/job-dialects.ts';
import { findJob } from './find-job.ts';
import { isJobCursor, type JobLists } from './job-lists.ts';
import { presentJob } from './job-presenter.ts';
import { refuseNotAvailable } from './not-available.ts';

export interface JobsParts extends CreateJobParts {
  jobLists: JobLists;
  runLists: RunLists;
  once: Idempotency;
  clock: Clock;
}

export function jobsRoutes(parts: JobsParts): Routes {
  const { jobs, jobLists, runLists, once, clock } = parts;

  const list: Handler<typeof listJobs> = async ({ query, caller }) => {
    const { sort, page: number, limit, cursor, ...filter } = query;
    checkCursor(cursor, (given) => isJobCursor(given, sort));
    const request = { page: number, limit, cursor };
    const page = await jobLists.list({ ...filter, ...ownedBy(caller) }, sort, request);
    return { ...countedPage(page), data: page.data.map(presentJob) };
  };

  const count: Handler<typeof countJobs> = ({ caller }) => jobLists.counts(caller.userId);

  const one: Handler<typeof getJob> = async ({ params, caller, response }) => {
    const job = await findJob(jobs, ownedBy(caller), params.id);
    setEtag(response, job);
    return presentJob(job);
  };

  return {
    endpoints: [createJobEndpoint, listJobs, countJobs, getJob, listJobRuns],
    mount(router: Router) {
      const create: Maker<typeof createJobEndpoint> = async ({ body, query, caller, response }, making) => {
        refuseNotAvailable(body);
        const { secretsFrom } = query;
        const original = secretsFrom === undefined ? null : await jobs.one(ownedBy(caller), secretsFrom);
        const task = original?.task ?? null;
        const job = await createJob(body, caller, making, clock.now(), parts, task);
        response.location(`/users/jobs/${job._id.toHexString()}`);
        setEtag(response, job);
        return presentJob(job);
      };
      const translate = (body: unknown, { user }: Caller) =>
        translateJobDialect(body, { defaultTimezone: user.timezone, now: clock.now() }, 'job');
      mount(router, createJobEndpoint, once.handler(createJobEndpoint, create), translate);
      mount(router, listJobs, list);
      // Before the route of one job, whose path this fits too.
      mount(router, countJobs, count);
      mount(router, getJob, one);
      mount(router, listJobRuns, async ({ params, query, caller }) => {
        const job = await findJob(jobs, ownedBy(caller), params.id);
        const { status, limit, cursor } = query;
        const filter = { jobId: job._id, status, ...timesOf(query) };
        checkCursor(cursor, (given) => isRunCursor(given, filter));
        const page = await runLists.list(filter, limit, cursor);
        return { ...page, data: page.data.map(presentRun) };
      });
    },
  };
}
