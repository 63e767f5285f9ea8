import { adminListJobs, changeUser, setRole } from '@punctual/shared/api/admin-contract';
import { ID_PATTERN } from '@punctual/shared/api/common';
import type { JobStore } from '@punctual/shared/store/job-store';
import { isCursor } from '@punctual/shared/store/paging';
import type { Router } from 'express';
import mongoose from 'mongoose';
import { presentUser } from '../auth/user-presenter.ts';
import type { Routes } from '../http/app.ts';
import { mount } from '../http/route.ts';
import { presentOwnedJob } from '../jobs/job-presenter.ts';
import { checkCursor } from '../jobs/jobs-routes.ts';
import { changedAccount } from './changed-account.ts';
import { type SwitchAccountParts, switchAccount } from './switch-account.ts';

export interface AdminParts extends SwitchAccountParts {
  jobs: JobStore;
}

export function adminRoutes(parts: AdminParts): Routes {
  const { users, jobs } = parts;
  /** An owner by id or address; an unknown one has no jobs. */
  async function ownerId(owner: string): Promise<mongoose.Types.ObjectId> {
    if (ID_PATTERN.test(owner)) return new mongoose.Types.ObjectId(owner);
    const user = await users.byEmail(owner.toLowerCase());
    return user?._id ?? new mongoose.Types.ObjectId();
  }

  return {
    endpoints: [adminListJobs, setRole, changeUser],
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
        return presentUser(changedAccount(await users.setRole(params.userId, body.role)));
      });
      mount(router, changeUser, ({ params, body, caller }) =>
        switchAccount(params.userId, body.disabled, caller, parts),
      );
    },
  };
}
