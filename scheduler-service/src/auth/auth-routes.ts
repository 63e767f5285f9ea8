import { login, logout, me, refresh, register } from '@punctual/contracts/api/auth-contract';
import type { Clock } from '@punctual/engine/platform/clock';
import type { Request, Response } from 'express';
import { MAIL_TELLS } from '../accounts/emails/email-tokens-routes.ts';
import type { RefreshCookie } from '../accounts/sessions/refresh-cookie.ts';
import { presentUser } from '../accounts/user-presenter.ts';
import { reply } from '../http/reply.ts';
import { type Call, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { requireSameSite } from '../http/same-site.ts';
import { ACCESS_SECONDS, type AccessTokens } from './access-tokens.ts';
import type { Accounts, Login, Origin } from './accounts.ts';
import type { RefreshTokens } from './refresh-tokens.ts';

export interface AuthParts {
  accounts: Accounts;
  accessTokens: AccessTokens;
  refreshTokens: RefreshTokens;
  cookie: RefreshCookie;
  publicUrl: URL;
  clock: Clock;
}

const LONGEST_AGENT = 300;

const originOf = (request: Request): Origin => ({
  ip: request.ip ?? null,
  userAgent: request.get('user-agent')?.slice(0, LONGEST_AGENT) ?? null,
});

export function authRoutes(parts: AuthParts): Routes {
  const { accounts, accessTokens, refreshTokens, cookie, publicUrl, clock } = parts;

  const tokens = ({ user, session }: Login, response: Response) => {
    cookie.set(response, refreshTokens.of(session));
    return { accessToken: accessTokens.issue(user, session, clock.now()), expiresIn: ACCESS_SECONDS };
  };
  const signedIn = (
    entry: Login,
    { context, response }: Pick<Call<typeof login>, 'context' | 'response'>,
  ) => {
    context.setActor(entry.user._id);
    return { user: presentUser(entry.user), ...tokens(entry, response) };
  };

  return {
    endpoints: [register, login, refresh, logout, me],
    mount(router: Router) {
      mount(router, register, async (call) => {
        const entry = await accounts.register(call.body, originOf(call.request));
        return entry ? reply(201, signedIn(entry, call)) : reply(202, MAIL_TELLS);
      });
      mount(router, login, async (call) => {
        const { email, password } = call.body;
        return signedIn(await accounts.login(email, password, originOf(call.request)), call);
      });
      mount(router, refresh, async ({ request, response }) => {
        requireSameSite(request, publicUrl);
        return tokens(await accounts.refresh(cookie.read(request)), response);
      });
      mount(router, logout, async ({ caller, response }) => {
        await accounts.logout(caller.session);
        cookie.clear(response);
      });
      mount(router, me, async ({ caller }) => presentUser(caller.user));
    },
  };
}
