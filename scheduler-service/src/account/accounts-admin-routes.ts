import { adminEndSessions, adminListUsers } from '@punctual/shared/api/account-contract';
import { notFound } from '@punctual/shared/platform/errors';
import type { SessionStore } from '@punctual/shared/store/session-store';
import { isUserCursor, type UserStore } from '@punctual/shared/store/user-store';
import type { Router } from 'express';
import { presentManagedUser } from '../auth/user-presenter.ts';
import type { Routes } from '../http/app.ts';
import { checkCursor } from '../http/check-paging.ts';
import { mount } from '../http/route.ts';

export interface AccountsAdminParts {
  users: UserStore;
  sessions: SessionStore;
}

/** What administrators see of accounts, and how they end the logins of one. */
export function accountsAdminRoutes({ users, sessions }: AccountsAdminParts): Routes {
  return {
    endpoints: [adminListUsers, adminEndSessions],
    mount(router: Router) {
      mount(router, adminListUsers, async ({ query }) => {
        checkCursor(query.cursor, isUserCursor);
        const { q, role, ...request } = query;
        const page = await users.list({ q, role }, request);
        return { ...page, data: page.data.map(presentManagedUser) };
      });
      mount(router, adminEndSessions, async ({ params }) => {
        const user = await users.byId(params.userId);
        if (!user) throw notFound('This user');
        await sessions.endAll(user._id);
      });
    },
  };
}
