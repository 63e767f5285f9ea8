import { exportJobs } from '@punctual/contracts/api/csv-contract';
import { countJobs, createJob, getJob, listJobs } from '@punctual/contracts/api/jobs-contract';
import { MAX_PAGE_SIZE } from '@punctual/contracts/api/limits';
import type { JobStore } from '@punctual/engine/database/job-store';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Caller } from '../http/caller.ts';
import type { Downloads } from '../http/csv/downloads.ts';
import { setEtag } from '../http/etag.ts';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import { translateJobDialect } from './dialects/job-dialects.ts';
import { findJob } from './find-job.ts';
import type { JobCreator } from './job-creator.ts';
import type { JobListQuery, JobLists } from './job-lists.ts';
import { presentJob } from './job-presenter.ts';
import type { JobSettingsBuilder } from './job-settings-builder.ts';
import { JOB_COLUMNS } from './jobs-csv.ts';

export function jobsRoutes(
  jobs: JobStore,
  jobLists: JobLists,
  creator: JobCreator,
  settings: JobSettingsBuilder,
  once: Idempotency,
  downloads: Downloads,
  clock: Clock,
): Routes {
  const list = async (caller: Caller, query: JobListQuery) => {
    const page = await jobLists.list(ownedBy(caller), query);
    return { ...page, data: page.data.map((job) => presentJob(job, caller.language)) };
  };

  const asCsv: Handler<typeof exportJobs> = (call) =>
    downloads.answer(call, {
      name: 'jobs',
      columns: JOB_COLUMNS,
      cursor: call.query.cursor,
      read: (cursor) => list(call.caller, { ...call.query, limit: MAX_PAGE_SIZE, cursor }),
    });

  const count: Handler<typeof countJobs> = ({ caller }) => jobLists.count(caller.userId);

  const one: Handler<typeof getJob> = async ({ params, caller, response }) => {
    const job = await findJob(jobs, ownedBy(caller), params.id);
    setEtag(response, job, caller.language);
    return presentJob(job, caller.language);
  };

  const create: Maker<typeof createJob> = async ({ body, query, caller, context, response }, creation) => {
    const { secretsFrom } = query;
    const original = secretsFrom === undefined ? null : await jobs.one(ownedBy(caller), secretsFrom);
    const now = clock.now();
    const buildSettings = () => settings.build(body, caller, now, original?.task);
    const job = await creator.create(buildSettings, caller, creation, now);
    context.recordMade(job._id);
    response.location(`/users/jobs/${job._id.toHexString()}`);
    setEtag(response, job, caller.language);
    return presentJob(job, caller.language);
  };

  const translate = (body: unknown, { user }: Caller) =>
    translateJobDialect(body, { defaultTimezone: user.timezone, now: clock.now() }, 'job');

  return {
    endpoints: [createJob, listJobs, exportJobs, countJobs, getJob],
    mount(router: Router) {
      mount(router, createJob, once.handler(createJob, create), translate);
      mount(router, listJobs, ({ query, caller }) => list(caller, query));
      mount(router, exportJobs, asCsv);
      // Before the route of one job, whose path this fits too.
      mount(router, countJobs, count);
      mount(router, getJob, one);
    },
  };
}
