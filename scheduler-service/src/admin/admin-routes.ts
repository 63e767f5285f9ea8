import { adminListJobs, setRole } from '@punctual/shared/api/admin-contract';
import { ID_PATTERN } from '@punctual/shared/api/common';
import { conflict, notFound } from '@punctual/shared/platform/errors';
import type { JobStore } from '@punctual/shared/store/job-store';
import { isCursor } from '@punctual/shared/store/paging';
import type { UserStore } from '@punctual/shared/store/user-store';
import type { Router } from 'express';
import mongoose from 'mongoose';
import { presentUser } from '../auth/user-presenter.ts';
import type { Routes } from '../http/app.ts';
import { mount } from '../http/route.ts';
import { presentOwnedJob } from '../jobs/job-presenter.ts';
import { checkCursor } from '../jobs/jobs-routes.ts';

export interface AdminParts {
  users: UserStore;
  jobs: JobStore;
}

export function adminRoutes({ users, jobs }: AdminParts): Routes {
  /** An owner by id or address; an unknown one has no jobs. */
  async function ownerId(owner: string): Promise<mongoose.Types.ObjectId> {
    if (ID_PATTERN.test(owner)) return new mongoose.Types.ObjectId(owner);
    const user = await users.byEmail(owner.toLowerCase());
    return user?._id ?? new mongoose.Types.ObjectId();
  }

  return {
    endpoints: [adminListJobs, setRole],
    mount(router: Router) {
      mount(router, adminListJobs, async ({ query }) => {
        checkCursor(query.cursor, isCursor);
        const { status, enabled, owner, ...request } = query;
        const whose = owner ? { ownerId: await ownerId(owner) } : {};
        const page = await jobs.list({ ...whose, status, enabled }, request);
        const emails = await users.emails(page.data.map((job) => job.ownerId));
        return { ...page, data: page.data.map((job) => presentOwnedJob(job, emails)) };
      });
      mount(router, setRole, async ({ params, body }) => {
        const change = await users.setRole(params.userId, body.role);
        if (change.kind === 'unknown') throw notFound('This user');
        if (change.kind === 'changed') return presentUser(change.user);
        throw conflict('LAST_ADMIN', 'This is the last administrator. Make somebody else one first.');
      });
    },
  };
}
