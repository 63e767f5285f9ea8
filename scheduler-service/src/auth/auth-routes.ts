import { login, logout, me, refresh, register, secondStep } from '@punctual/contracts/api/auth-contract';
import { answerMailRequest } from '../accounts/emails/email-tokens-routes.ts';
import type { RefreshCookie } from '../accounts/sessions/refresh-cookie.ts';
import type { UserPresenter } from '../accounts/user-presenter.ts';
import { reply } from '../http/reply.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { requireSameSite } from '../http/same-site.ts';
import type { LoginAnswers } from './login-answers.ts';
import type { Logins } from './logins.ts';

export function authRoutes(
  logins: Logins,
  answers: LoginAnswers,
  cookie: RefreshCookie,
  presenter: UserPresenter,
  publicUrl: URL,
): Routes {
  return {
    endpoints: [register, login, secondStep, refresh, logout, me],
    mount(router: Router) {
      mount(router, register, async (call) => {
        const begun = await logins.register(call.body, answers.getOrigin(call.request));
        return begun
          ? reply(201, answers.present(begun, call))
          : reply(202, answerMailRequest(call.context.language));
      });
      mount(router, login, async (call) => {
        const { email, password } = call.body;
        return answers.answer(await logins.login(email, password, answers.getOrigin(call.request)), call);
      });
      mount(router, secondStep, async (call) => {
        const pending = await logins.findPending(call.body.pendingLogin);
        // Wrong codes too are on record as those of somebody who has passed the first step for this account.
        call.context.setActor(pending.user._id);
        const begun = await logins.complete(pending, call.body.code, answers.getOrigin(call.request));
        call.context.recordEffects({ by: begun.kind });
        return answers.present(begun, call);
      });
      mount(router, refresh, async ({ request, response }) => {
        requireSameSite(request, publicUrl);
        return answers.issueTokens(await logins.refresh(cookie.read(request)), response);
      });
      mount(router, logout, async ({ caller, response }) => {
        await logins.logout(caller.session);
        cookie.clear(response);
      });
      mount(router, me, async ({ caller }) => presenter.present(caller.user));
    },
  };
}
