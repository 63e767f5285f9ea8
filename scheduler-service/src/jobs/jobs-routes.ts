import { countJobs, createJob, getJob, listJobs } from '@punctual/contracts/api/jobs-contract';
import type { JobStore } from '@punctual/engine/database/job-store';
import { jobTag, ownerTag } from '@punctual/engine/events/cache-tags';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Router } from 'express';
import type { Routes } from '../app.ts';
import type { Holding, ResponseCache } from '../cache/response-cache.ts';
import type { Caller } from '../http/caller.ts';
import { setEtag } from '../http/etag.ts';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { type Handler, mount } from '../http/route.ts';
import { ownedBy } from '../http/scope.ts';
import { translateJobDialect } from './dialects/job-dialects.ts';
import { findJob } from './find-job.ts';
import type { JobCreator } from './job-creator.ts';
import type { JobLists } from './job-lists.ts';
import { presentJob } from './job-presenter.ts';
import type { JobSettingsBuilder } from './job-settings-builder.ts';
import { refuseNotAvailable } from './not-available.ts';

/** By the address and what it asks for, as it was understood. */
const heldList = ({ userId }: Caller, route: string, query?: object): Holding => ({
  what: 'list',
  key: `${route} ${JSON.stringify(query)}`,
  names: [ownerTag(userId.toHexString())],
});

const heldJob = (id: string): Holding => ({ what: 'job', key: id, names: [jobTag(id)] });

export function jobsRoutes(
  jobs: JobStore,
  jobLists: JobLists,
  creator: JobCreator,
  settings: JobSettingsBuilder,
  answers: ResponseCache,
  once: Idempotency,
  clock: Clock,
): Routes {
  const list: Handler<typeof listJobs> = async ({ query, caller }) => {
    const page = await jobLists.list(ownedBy(caller), query);
    return { ...page, data: page.data.map(presentJob) };
  };

  const count: Handler<typeof countJobs> = ({ caller }) => jobLists.count(caller.userId);

  const one: Handler<typeof getJob> = async ({ params, caller, response }) => {
    const job = await findJob(jobs, ownedBy(caller), params.id);
    setEtag(response, job);
    return presentJob(job);
  };

  const create: Maker<typeof createJob> = async ({ body, query, caller, response }, creation) => {
    refuseNotAvailable(body);
    const { secretsFrom } = query;
    const original = secretsFrom === undefined ? null : await jobs.one(ownedBy(caller), secretsFrom);
    const now = clock.now();
    const buildSettings = () => settings.build(body, caller, now, original?.task);
    const job = await creator.create(buildSettings, caller, creation, now);
    response.location(`/users/jobs/${job._id.toHexString()}`);
    setEtag(response, job);
    return presentJob(job);
  };

  const translate = (body: unknown, { user }: Caller) =>
    translateJobDialect(body, { defaultTimezone: user.timezone, now: clock.now() }, 'job');

  return {
    endpoints: [createJob, listJobs, countJobs, getJob],
    mount(router: Router) {
      mount(router, createJob, once.handler(createJob, create), translate);
      mount(
        router,
        listJobs,
        answers.handler<typeof listJobs>(list, ({ caller, query }) => heldList(caller, 'jobs', query)),
      );
      // Before the route of one job, whose path this fits too.
      mount(
        router,
        countJobs,
        answers.handler<typeof countJobs>(count, ({ caller }) => heldList(caller, 'counts')),
      );
      mount(
        router,
        getJob,
        answers.handler<typeof getJob>(one, (call) => heldJob(call.params.id)),
      );
    },
  };
}
