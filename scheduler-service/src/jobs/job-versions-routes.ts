import { randomUUID } from 'node:crypto';
import { cloneJob, listVersions, revertJob } from '@punctual/contracts/api/job-versions-contract';
import { JOB_LIMITS } from '@punctual/contracts/jobs/job-limits';
import type { JobDocument, JobSettings } from '@punctual/engine/database/documents';
import { settingsOf } from '@punctual/engine/database/revision-store';
import { notFound } from '@punctual/engine/platform/errors';
import type { UserStore } from '../accounts/user-store.ts';
import { setEtag } from '../http/etag.ts';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { checkCursor } from '../http/paging.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import { applyEdit } from './change-job.ts';
import { type CreateJobParts, storeJob } from './create-job.ts';
import { findJob, findJobEver } from './find-job.ts';
import type { JobActions, JobActionsParts } from './job-actions.ts';
import { presentJob } from './job-presenter.ts';
import { presentVersion } from './job-versions.ts';
import { withAllowedRecipients } from './recipients.ts';

export interface JobVersionsParts extends CreateJobParts, JobActionsParts {
  actions: JobActions;
  users: UserStore;
  once: Idempotency;
}

const COPY = ' (copy)';
const REVISION = /^\d{1,9}$/;

export function jobVersionsRoutes(parts: JobVersionsParts): Routes {
  const { jobs, revisions, users, actions, once, clock } = parts;

  const clone: Maker<typeof cloneJob> = async ({ params, caller, response }, making) => {
    const original = await findJob(jobs, ownedBy(caller), params.id);
    const settings = () => {
      withAllowedRecipients(original.task, caller, parts.recipients);
      return copyOf(original);
    };
    const copy = await storeJob(settings, caller, making, clock.now(), parts);
    response.location(`/users/jobs/${copy._id.toHexString()}`);
    setEtag(response, copy);
    return presentJob(copy);
  };

  const history: Handler<typeof listVersions> = async ({ params, query, caller }) => {
    const { limit, cursor } = query;
    checkCursor(cursor, (given) => REVISION.test(given));
    const job = await findJobEver(jobs, ownedBy(caller), params.id);
    // One more: what the last of them is told against.
    const found = await revisions.history(job._id, limit + 1, cursor ? Number(cursor) : undefined);
    const shown = found.slice(0, limit);
    const emails = await users.emails(shown.map(({ by }) => by));
    return {
      data: shown.map((version, i) => presentVersion(version, found[i + 1], emails)),
      page: null,
      nextCursor: found.length > limit ? String(shown.at(-1)?.revision) : null,
    };
  };

  const revert: Handler<typeof revertJob> = async (call) => {
    const { params, body, caller } = call;
    const now = clock.now();
    const { _id } = await findJob(jobs, ownedBy(caller), params.id);
    const version = await revisions.one(_id, body.revision);
    if (!version) throw notFound('This version of the job');
    const edit = editBackTo(version.settings);
    return actions.change(ownedBy(caller), call, now, (job) => applyEdit(job, edit, caller, now, parts));
  };

  return {
    endpoints: [cloneJob, listVersions, revertJob],
    mount(router: Router) {
      mount(router, cloneJob, once.handler(cloneJob, clone));
      mount(router, listVersions, history);
      mount(router, revertJob, revert);
    },
  };
}

function copyOf(job: JobDocument): JobSettings {
  const name = job.name.slice(0, JOB_LIMITS.name - COPY.length) + COPY;
  const schedule = { ...job.schedule, seed: randomUUID() };
  return { ...settingsOf(job), name, schedule, enabled: false };
}

/** The edit that makes a job as it was: judged like any other, for what was in the future may lie in the past. */
function editBackTo({ enabled: _, schedule, ...settings }: JobSettings) {
  const { seed: __, ...input } = schedule;
  return { ...settings, schedule: input };
}
