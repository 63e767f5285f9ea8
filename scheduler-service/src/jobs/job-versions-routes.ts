import { randomUUID } from 'node:crypto';
import { cloneJob, listVersions, revertJob } from '@punctual/contracts/api/job-versions-contract';
import type { JobEdit } from '@punctual/contracts/jobs/job';
import { JOB_LIMITS } from '@punctual/contracts/jobs/job-limits';
import type { Id, JobDocument, JobSettings } from '@punctual/engine/database/documents';
import type { JobStore } from '@punctual/engine/database/job-store';
import { type RevisionStore, settingsOf } from '@punctual/engine/database/revision-store';
import type { Clock } from '@punctual/engine/platform/clock';
import { notFound } from '@punctual/engine/platform/errors';
import { presentActor } from '../accounts/user-presenter.ts';
import { setEtag } from '../http/etag.ts';
import type { Idempotency, Maker } from '../http/idempotency.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { ownedBy } from '../http/scope.ts';
import { findJob, findJobEver } from './find-job.ts';
import type { JobActions } from './job-actions.ts';
import type { JobCreator } from './job-creator.ts';
import { presentJob } from './job-presenter.ts';
import type { JobSettingsBuilder } from './job-settings-builder.ts';
import { presentVersion, readVersions } from './job-versions.ts';

const COPY = ' (copy)';

export function jobVersionsRoutes(
  jobs: JobStore,
  revisions: RevisionStore,
  creator: JobCreator,
  settings: JobSettingsBuilder,
  actions: JobActions,
  once: Idempotency,
  clock: Clock,
): Routes {
  const clone: Maker<typeof cloneJob> = async ({ params, caller, context, response }, creation) => {
    const original = await findJob(jobs, ownedBy(caller), params.id);
    const buildSettings = async () => {
      settings.checkTask(original.task, caller);
      return copySettings(original);
    };
    const copy = await creator.create(buildSettings, caller, creation, clock.now());
    context.recordMade(copy._id);
    context.recordEffects({ copyOf: params.id });
    response.location(`/users/jobs/${copy._id.toHexString()}`);
    setEtag(response, copy, caller.language);
    return presentJob(copy, caller.language);
  };

  const list: Handler<typeof listVersions> = async ({ params, query, caller }) => {
    const { _id } = await findJobEver(jobs, ownedBy(caller), params.id);
    const { shown, nextCursor } = await readVersions(revisions, _id, query);
    const owner = { id: caller.userId, email: caller.user.email };
    const nameActor = (actor: Id) => presentActor(actor, owner);
    return { data: shown.map((version) => presentVersion(version, nameActor)), page: null, nextCursor };
  };

  const revert: Handler<typeof revertJob> = async (call) => {
    const { params, body, caller } = call;
    const { _id } = await findJob(jobs, ownedBy(caller), params.id);
    const version = await revisions.one(_id, body.revision);
    if (!version) throw notFound('version');
    const { task, ...rest } = version.settings;
    if (!task) throw notFound('taskOfVersion');
    return actions.edit(ownedBy(caller), call, buildEditBackTo({ ...rest, task }));
  };

  return {
    endpoints: [cloneJob, listVersions, revertJob],
    mount(router: Router) {
      mount(router, cloneJob, once.handler(cloneJob, clone));
      mount(router, listVersions, list);
      mount(router, revertJob, revert);
    },
  };
}

function copySettings(job: JobDocument): JobSettings {
  const name = job.name.slice(0, JOB_LIMITS.name - COPY.length) + COPY;
  const schedule = { ...job.schedule, seed: randomUUID() };
  return { ...settingsOf(job), name, schedule, enabled: false };
}

/** Builds the edit that makes a job as it was. It is judged like any other: the future of then may be past now. */
function buildEditBackTo({ enabled: _, schedule, ...settings }: JobSettings): JobEdit {
  const { seed: __, ...input } = schedule;
  return { ...settings, schedule: input };
}
