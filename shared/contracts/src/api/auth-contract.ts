import { z } from 'zod';
import { emailAddress } from '../tasks/task.ts';
import { newPassword, userView } from '../users/user.ts';
import { MAX_PASSWORD, TIMEZONE_LIMIT, USER_NAME_LIMIT } from '../users/user-limits.ts';
import { endpoint } from './endpoint.ts';

const signedIn = z.object({ user: userView, accessToken: z.string(), expiresIn: z.number().int() });
const email = emailAddress.toLowerCase();

/** The answer where addresses must be verified: only the mail says if there was an account already. */
export const mailed = z.object({ message: z.string() });

export const register = endpoint({
  method: 'POST',
  path: '/auth/register',
  summary: 'Make an account and log in',
  description:
    'Where email addresses must be verified, the answer is 202 whether the address had an account or not: the mail tells.',
  access: 'public',
  body: z.strictObject({
    email,
    password: newPassword,
    name: z.string().trim().max(USER_NAME_LIMIT).optional(),
    timezone: z.string().max(TIMEZONE_LIMIT).optional(),
  }),
  status: 201,
  otherStatuses: [202],
  response: z.union([signedIn, mailed]),
  audit: { action: 'auth.register' },
});

export const login = endpoint({
  method: 'POST',
  path: '/auth/login',
  summary: 'Log in',
  access: 'public',
  body: z.strictObject({
    email,
    password: z.string({ error: 'Enter your password.' }).min(1, 'Enter your password.').max(MAX_PASSWORD),
  }),
  status: 200,
  response: signedIn,
  audit: { action: 'auth.login' },
});

export const refresh = endpoint({
  method: 'POST',
  path: '/auth/refresh',
  summary: 'Get a new access token by the refresh cookie, which is replaced',
  access: 'public',
  status: 200,
  response: z.object({ accessToken: z.string(), expiresIn: z.number().int() }),
});

export const logout = endpoint({
  method: 'POST',
  path: '/auth/logout',
  summary: 'Log out: both tokens are dead at once',
  access: 'user',
  status: 204,
});

export const me = endpoint({
  method: 'GET',
  path: '/auth/me',
  summary: 'The account that is logged in',
  access: 'user',
  status: 200,
  response: userView,
});
