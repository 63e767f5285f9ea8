import { z } from 'zod';
import { signedIn, stepDue } from './auth-contract.ts';
import { endpoint } from './endpoint.ts';

/** Longest answer of a provider that is taken, in characters. */
const RESPONSE_LIMIT = 8_000;

export const getOidc = endpoint({
  method: 'GET',
  path: '/auth/oidc',
  summary: 'Whether users may log in through another provider, by OpenID Connect',
  access: 'public',
  status: 200,
  response: z.object({
    /** The name of the provider, for a button; null where there is none. */
    label: z.string().nullable(),
  }),
});

export const startOidc = endpoint({
  method: 'POST',
  path: '/auth/oidc/start',
  summary: 'Begin a login through the provider',
  description:
    'For the panel: sets a cookie for ten minutes that ties the login to this browser. The provider leads back to `/login/callback`.',
  access: 'public',
  status: 200,
  response: z.object({
    /** The address of the provider to go to. */
    url: z.string(),
  }),
  refuses: [403, 404],
});

export const finishOidc = endpoint({
  method: 'POST',
  path: '/auth/oidc/finish',
  summary: 'Log in with what the provider has answered',
  description:
    'Creates an account at the first login, or joins the one that has the same address if both sides have confirmed it. Where the account has a second factor, the answer is 202 as that of `/auth/login`.',
  access: 'public',
  body: z.strictObject({
    /** The query with which the provider led back to the panel, from `?` on or without it. */
    response: z.string().max(RESPONSE_LIMIT),
  }),
  status: 200,
  otherStatuses: [202],
  response: z.union([signedIn, stepDue]),
  audit: { action: 'auth.oidc' },
  refuses: [401, 403, 404],
});
