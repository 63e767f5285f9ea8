import { forgotPassword, resetPassword, verifyEmail } from '@punctual/contracts/api/mailed-links-contract';
import { notAvailable } from '@punctual/engine/platform/errors';
import { mount } from '../../http/route.ts';
import type { Router, Routes } from '../../http/router.ts';
import type { LoginThrottle } from '../passwords/login-throttle.ts';
import type { AccountEmails } from './account-emails.ts';
import type { EmailTokenActions } from './email-token-actions.ts';

export interface MailedLinksRoutesParts {
  /** Null where no mail can be sent. */
  links: AccountEmails | null;
  proven: EmailTokenActions;
  attempts: LoginThrottle;
}

/** Whether there is an account or not. */
export const MAIL_TELLS = { message: 'If this address can be used for this, a mail is on its way to it.' };

const noMail = () =>
  notAvailable([
    { path: 'email', message: 'No mail is sent here. Ask an administrator for another password.' },
  ]);

export function emailTokensRoutes({ links, proven, attempts }: MailedLinksRoutesParts): Routes {
  return {
    endpoints: [verifyEmail, forgotPassword, resetPassword],
    mount(router: Router) {
      mount(router, verifyEmail, async ({ body, context }) => {
        context.setActor(await proven.verify(body.token));
      });
      mount(router, forgotPassword, async ({ body, request }) => {
        if (!links) throw noMail();
        await attempts.askForMail(request.ip ?? null);
        links.resetPassword(body.email);
        return MAIL_TELLS;
      });
      mount(router, resetPassword, async ({ body, context }) => {
        context.setActor(await proven.reset(body.token, body.password));
      });
    },
  };
}
