import {
  changePassword,
  changeProfile,
  endSession,
  listSessions,
} from '@punctual/contracts/api/account-contract';
import type { Clock } from '@punctual/engine/platform/clock';
import { checkCursor } from '../http/paging.ts';
import { requireFound } from '../http/require-found.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { isNewestFirstCursor } from '../lists/newest-first.ts';
import { parseTimezone } from './parse-timezone.ts';
import type { PasswordChanger } from './passwords/password-changer.ts';
import type { RefreshCookie } from './sessions/refresh-cookie.ts';
import type { SessionStore } from './sessions/session-store.ts';
import { presentSession, type UserPresenter } from './user-presenter.ts';
import type { UserStore } from './user-store.ts';

/** Routes by which users see and change their own account, beside logging in and out. */
export function accountRoutes(
  users: UserStore,
  sessions: SessionStore,
  passwords: PasswordChanger,
  cookie: RefreshCookie,
  presenter: UserPresenter,
  clock: Clock,
): Routes {
  return {
    endpoints: [changeProfile, listSessions, endSession, changePassword],
    mount(router: Router) {
      mount(router, changeProfile, async ({ body, caller }) => {
        const zone = body.timezone === undefined ? {} : { timezone: parseTimezone(body.timezone) };
        const name = body.name === undefined ? {} : { name: body.name || null };
        const language = body.language === undefined ? {} : { language: body.language };
        const changed = await users.changeProfile(caller.userId, { ...name, ...zone, ...language });
        return presenter.present(changed ?? caller.user);
      });
      mount(router, listSessions, async ({ query, caller }) => {
        checkCursor(query.cursor, isNewestFirstCursor);
        const page = await sessions.list(caller.userId, query, clock.now());
        return { ...page, data: page.data.map((session) => presentSession(session, caller.session)) };
      });
      mount(router, endSession, async ({ params, caller, response }) => {
        const { id } = params;
        await requireFound('login', id, () => sessions.endOwn(caller.userId, id, clock.now()));
        if (caller.session._id.toHexString() === id) cookie.clear(response);
      });
      mount(router, changePassword, async ({ body, caller, request, context }) => {
        context.recordEffects({ revokedApiKeys: await passwords.change(caller, body, request.ip ?? null) });
      });
    },
  };
}
