import { adminEndSessions, adminListUsers } from '@punctual/contracts/api/account-contract';
import type { Clock } from '@punctual/engine/platform/clock';
import { notFound } from '@punctual/engine/platform/errors';
import { checkCursor } from '../http/paging.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import type { SessionStore } from './sessions/session-store.ts';
import { presentListedUser } from './user-presenter.ts';
import type { UserStatisticsStore } from './user-statistics.ts';
import { isUserCursor, type UserStore } from './user-store.ts';

export interface AccountsAdminParts {
  users: UserStore;
  sessions: SessionStore;
  facts: UserStatisticsStore;
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
