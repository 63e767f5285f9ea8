import { login, logout, me, refresh, register, secondStep } from '@punctual/contracts/api/auth-contract';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Request, Response } from 'express';
import { MAIL_ANSWER } from '../accounts/emails/email-tokens-routes.ts';
import type { RefreshCookie } from '../accounts/sessions/refresh-cookie.ts';
import type { UserPresenter } from '../accounts/user-presenter.ts';
import { reply } from '../http/reply.ts';
import { type Call, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { requireSameSite } from '../http/same-site.ts';
import { ACCESS_SECONDS, type AccessTokens } from './access-tokens.ts';
import type { Login, Logins, Origin } from './logins.ts';
import { PENDING_SECONDS } from './pending-logins.ts';
import type { RefreshTokens } from './refresh-tokens.ts';

const LONGEST_AGENT = 300;

const getOrigin = (request: Request): Origin => ({
  ip: request.ip ?? null,
  userAgent: request.get('user-agent')?.slice(0, LONGEST_AGENT) ?? null,
});

export function authRoutes(
  logins: Logins,
  accessTokens: AccessTokens,
  refreshTokens: RefreshTokens,
  cookie: RefreshCookie,
  presenter: UserPresenter,
  publicUrl: URL,
  clock: Clock,
): Routes {
  const issueTokens = ({ user, session }: Login, response: Response) => {
    cookie.set(response, refreshTokens.issue(session));
    return { accessToken: accessTokens.issue(user, session, clock.now()), expiresIn: ACCESS_SECONDS };
  };
  const presentLogin = (
    begun: Login,
    { context, response }: Pick<Call<typeof login>, 'context' | 'response'>,
  ) => {
    context.setActor(begun.user._id);
    return { user: presenter.present(begun.user), ...issueTokens(begun, response) };
  };

  return {
    endpoints: [register, login, secondStep, refresh, logout, me],
    mount(router: Router) {
      mount(router, register, async (call) => {
        const begun = await logins.register(call.body, getOrigin(call.request));
        return begun ? reply(201, presentLogin(begun, call)) : reply(202, MAIL_ANSWER);
      });
      mount(router, login, async (call) => {
        const { email, password } = call.body;
        const begun = await logins.login(email, password, getOrigin(call.request));
        if ('session' in begun) return reply(200, presentLogin(begun, call));
        call.context.setActor(begun.user._id);
        call.context.recordEffects({ secondStep: 'due' });
        return reply(202, { pendingLogin: begun.pendingLogin, expiresIn: PENDING_SECONDS });
      });
      mount(router, secondStep, async (call) => {
        const pending = await logins.findPending(call.body.pendingLogin);
        // Wrong codes too are on record as those of somebody who knows the password of this account.
        call.context.setActor(pending.user._id);
        const begun = await logins.complete(pending, call.body.code, getOrigin(call.request));
        call.context.recordEffects({ by: begun.kind });
        return presentLogin(begun, call);
      });
      mount(router, refresh, async ({ request, response }) => {
        requireSameSite(request, publicUrl);
        return issueTokens(await logins.refresh(cookie.read(request)), response);
      });
      mount(router, logout, async ({ caller, response }) => {
        await logins.logout(caller.session);
        cookie.clear(response);
      });
      mount(router, me, async ({ caller }) => presenter.present(caller.user));
    },
  };
}
