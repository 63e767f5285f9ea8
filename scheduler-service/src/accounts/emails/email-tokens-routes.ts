import { forgotPassword, resetPassword, verifyEmail } from '@punctual/contracts/api/mailed-links-contract';
import type { Language } from '@punctual/contracts/language';
import { notAvailable } from '@punctual/engine/platform/errors';
import { refuse } from '../../http/refusal-words.ts';
import { mount } from '../../http/route.ts';
import type { Router, Routes } from '../../http/router.ts';
import type { LoginThrottle } from '../passwords/login-throttle.ts';
import type { DeviceCookie } from '../sessions/device-cookie.ts';
import type { AccountEmails } from './account-emails.ts';
import type { EmailTokenActions } from './email-token-actions.ts';
import { MAIL_WORDS } from './mail-words.ts';

/** Answers a request for a mail, the same if there is an account or not. */
export const answerMailRequest = (language: Language) => ({ message: MAIL_WORDS[language].onItsWay });

const noMail = () => notAvailable([{ path: 'email', message: refuse((words) => words.noMail) }]);

/** @param emails null where no mail can be sent */
export function emailTokensRoutes(
  emails: AccountEmails | null,
  actions: EmailTokenActions,
  throttle: LoginThrottle,
  deviceCookie: DeviceCookie,
): Routes {
  return {
    endpoints: [verifyEmail, forgotPassword, resetPassword],
    mount(router: Router) {
      mount(router, verifyEmail, async ({ body, context }) => {
        context.setActor(await actions.verify(body.token));
      });
      mount(router, forgotPassword, async ({ body, context, request }) => {
        if (!emails) throw noMail();
        await throttle.askForMail({ ip: request.ip ?? null });
        emails.resetPassword(body.email, context.language);
        return answerMailRequest(context.language);
      });
      mount(router, resetPassword, async ({ body, context, request, response }) => {
        const { userId, email, revokedApiKeys } = await actions.reset(body.token, body.password);
        context.setActor(userId);
        // Whoever reads the mail of the account gets in, however many others guess at it.
        if (email) deviceCookie.remember(request, response, email);
        context.recordEffects({ revokedApiKeys });
      });
    },
  };
}
