import {
  changePassword,
  changeProfile,
  endSession,
  listSessions,
} from '@punctual/contracts/api/account-contract';
import { ID_PATTERN } from '@punctual/contracts/api/limits';
import type { Clock } from '@punctual/engine/platform/clock';
import { notFound } from '@punctual/engine/platform/errors';
import { checkCursor } from '../http/paging.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { isNewestFirstCursor } from '../lists/newest-first.ts';
import { knownTimezone } from './known-timezone.ts';
import type { PasswordChanger } from './passwords/change-password.ts';
import type { RefreshCookie } from './sessions/refresh-cookie.ts';
import type { SessionStore } from './sessions/session-store.ts';
import { presentSession, presentUser } from './user-presenter.ts';
import type { UserStore } from './user-store.ts';

export interface AccountParts {
  users: UserStore;
  sessions: SessionStore;
  ownPassword: PasswordChanger;
  cookie: RefreshCookie;
  clock: Clock;
}

/** What people do with their own account, beside logging in and out. */
export function accountRoutes({ users, sessions, ownPassword, cookie, clock }: AccountParts): Routes {
  return {
    endpoints: [changeProfile, listSessions, endSession, changePassword],
    mount(router: Router) {
      mount(router, changeProfile, async ({ body, caller }) => {
        const zone = body.timezone === undefined ? {} : { timezone: knownTimezone(body.timezone) };
        const name = body.name === undefined ? {} : { name: body.name || null };
        return presentUser((await users.changeProfile(caller.userId, { ...name, ...zone })) ?? caller.user);
      });
      mount(router, listSessions, async ({ query, caller }) => {
        checkCursor(query.cursor, isNewestFirstCursor);
        const page = await sessions.list(caller.userId, query, clock.now());
        return { ...page, data: page.data.map((session) => presentSession(session, caller.session)) };
      });
      mount(router, endSession, async ({ params, caller, response }) => {
        const { id } = params;
        const wasMine = ID_PATTERN.test(id) && (await sessions.endOwn(caller.userId, id, clock.now()));
        if (!wasMine) throw notFound('This login');
        if (caller.session._id.toHexString() === id) cookie.clear(response);
      });
      mount(router, changePassword, ({ body, caller, request }) =>
        ownPassword.change(caller, body, request.ip ?? null),
      );
    },
  };
}
