import { adminEndSessions, adminListUsers } from '@punctual/shared/api/account-contract';
import type { Clock } from '@punctual/shared/platform/clock';
import { notFound } from '@punctual/shared/platform/errors';
import type { AccountFactsStore } from '@punctual/shared/store/account-facts';
import type { SessionStore } from '@punctual/shared/store/session-store';
import { isUserCursor, type UserStore } from '@punctual/shared/store/user-store';
import type { Router } from 'express';
import { presentListedUser } from '../auth/user-presenter.ts';
import type { Routes } from '../http/app.ts';
import { checkCursor } from '../http/check-paging.ts';
import { mount } from '../http/route.ts';

export interface AccountsAdminParts {
  users: UserStore;
  sessions: SessionStore;
  facts: AccountFactsStore;
  clock: Clock;
}

/** What administrators see of accounts, and how they end the logins of one. */
export function accountsAdminRoutes({ users, sessions, facts, clock }: AccountsAdminParts): Routes {
  return {
    endpoints: [adminListUsers, adminEndSessions],
    mount(router: Router) {
      mount(router, adminListUsers, async ({ query }) => {
        checkCursor(query.cursor, isUserCursor);
        const { q, role, ...request } = query;
        const page = await users.list({ q, role }, request);
        const ids = page.data.map(({ _id }) => _id);
        const known = await facts.of(ids, clock.now());
        return { ...page, data: page.data.map((user, i) => presentListedUser(user, known[i])) };
      });
      mount(router, adminEndSessions, async ({ params }) => {
        const user = await users.byId(params.userId);
        if (!user) throw notFound('This user');
        await sessions.endAll(user._id);
      });
    },
  };
}
