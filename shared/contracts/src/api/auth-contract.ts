import { z } from 'zod';
import { emailAddress, typedEmail } from '../users/email-address.ts';
import { plainText } from '../users/plain-text.ts';
import { secondFactorCode } from '../users/second-factor.ts';
import { newPassword, userView } from '../users/user.ts';
import { MAX_PASSWORD, TIMEZONE_LIMIT, USER_NAME_LIMIT } from '../users/user-limits.ts';
import { USER_WORDS } from '../users/user-words.ts';
import { speaking } from '../validation.ts';
import { endpoint } from './endpoint.ts';

const says = speaking(USER_WORDS);
const enterPassword = says((words) => words.password);

export const signedIn = z.object({ user: userView, accessToken: z.string(), expiresIn: z.number().int() });
const PENDING_LIMIT = 100;

/** The answer to a right password where the account has a second factor: it is no login yet. */
export const stepDue = z.object({
  /** Continues this login, together with a code. */
  pendingLogin: z.string(),
  expiresIn: z.number().int(),
});

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
    email: emailAddress,
    password: newPassword,
    name: plainText().max(USER_NAME_LIMIT).optional(),
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
  description:
    'Where the account has a second factor, the answer is 202 with `pendingLogin`, and there is no login yet: send it with a code to `/auth/login/second-step` within five minutes.',
  access: 'public',
  body: z.strictObject({
    email: typedEmail,
    password: z.string(enterPassword).min(1, enterPassword).max(MAX_PASSWORD),
  }),
  status: 200,
  otherStatuses: [202],
  response: z.union([signedIn, stepDue]),
  audit: { action: 'auth.login' },
});

export const secondStep = endpoint({
  method: 'POST',
  path: '/auth/login/second-step',
  summary: 'Log in: the second step, by a code of the authenticator app or a recovery code',
  description: 'Each code is taken once. Wrong codes are limited like wrong passwords.',
  access: 'public',
  body: z.strictObject({
    pendingLogin: z
      .string(says((words) => words.passwordFirst))
      .min(1)
      .max(PENDING_LIMIT),
    code: secondFactorCode,
  }),
  status: 200,
  response: signedIn,
  audit: { action: 'auth.secondStep' },
  refuses: [401, 403],
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
  beforeSecondFactor: true,
  status: 204,
  audit: { action: 'auth.logout' },
});

export const me = endpoint({
  method: 'GET',
  path: '/auth/me',
  summary: 'The account that is logged in',
  access: 'user',
  beforeSecondFactor: true,
  status: 200,
  response: userView,
});
