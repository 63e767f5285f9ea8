import { finishOidc, getOidc, startOidc } from '@punctual/contracts/api/oidc-contract';
import { notFound, unauthenticated } from '@punctual/engine/platform/errors';
import { refuse } from '../../http/refusal-words.ts';
import { mount } from '../../http/route.ts';
import type { Router, Routes } from '../../http/router.ts';
import { requireSameSite } from '../../http/same-site.ts';
import type { LoginAnswers } from '../login-answers.ts';
import type { Logins } from '../logins.ts';
import type { OidcAccounts } from './oidc-accounts.ts';
import { createLoginSeed, type OidcClient } from './oidc-client.ts';
import type { OidcCookie } from './oidc-cookie.ts';

/** The provider of the settings, and the accounts of its users. */
interface OidcLogin {
  client: OidcClient;
  accounts: OidcAccounts;
}

/** @param oidc null where the settings name no provider */
export function oidcRoutes(
  oidc: OidcLogin | null,
  cookie: OidcCookie,
  logins: Logins,
  answers: LoginAnswers,
  publicUrl: URL,
): Routes {
  const requireProvider = (): OidcLogin => {
    if (!oidc) throw notFound('provider');
    return oidc;
  };
  return {
    endpoints: [getOidc, startOidc, finishOidc],
    mount(router: Router) {
      mount(router, getOidc, async () => ({ label: oidc?.client.label ?? null }));
      mount(router, startOidc, async ({ request, response }) => {
        const { client } = requireProvider();
        requireSameSite(request, publicUrl);
        const seed = createLoginSeed();
        const url = await client.buildUrl(seed);
        cookie.set(response, seed);
        return { url: url.href };
      });
      mount(router, finishOidc, async (call) => {
        const { client, accounts } = requireProvider();
        requireSameSite(call.request, publicUrl);
        const seed = cookie.read(call.request);
        if (!seed) throw unauthenticated(refuse((words) => words.begunElsewhere));
        // Works once, whatever becomes of it.
        cookie.clear(call.response);
        const claims = await client.exchange(call.body.response, seed);
        const { user: found, account } = await accounts.find(claims);
        call.context.setActor(found._id);
        const user = found.disabledAt ? found : await accounts.mapRole(found, claims.groups);
        const mapped = user.role === found.role ? {} : { role: user.role, before: { role: found.role } };
        call.context.recordEffects({ account, ...mapped });
        return answers.answer(await logins.enter(user, answers.getOrigin(call.request)), call);
      });
    },
  };
}
