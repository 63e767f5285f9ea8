import {
  changePassword,
  changeProfile,
  endSession,
  listSessions,
} from '@punctual/shared/api/account-contract';
import { ID_PATTERN } from '@punctual/shared/api/common';
import type { Clock } from '@punctual/shared/platform/clock';
import { notFound } from '@punctual/shared/platform/errors';
import { isNewestFirstCursor } from '@punctual/shared/store/newest-first';
import type { SessionStore } from '@punctual/shared/store/session-store';
import type { UserStore } from '@punctual/shared/store/user-store';
import type { Router } from 'express';
import type { RefreshCookie } from '../auth/refresh-cookie.ts';
import { presentSession, presentUser } from '../auth/user-presenter.ts';
import type { Routes } from '../http/app.ts';
import { checkCursor } from '../http/check-paging.ts';
import { mount } from '../http/route.ts';
import { knownTimezone } from './known-timezone.ts';
import type { OwnPassword } from './own-password.ts';

export interface AccountParts {
  users: UserStore;
  sessions: SessionStore;
  ownPassword: OwnPassword;
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
