import { z } from 'zod';
import { canonicalEmail } from '../users/email-address.ts';
import {
  currentPassword,
  listedUserView,
  newPassword,
  profileInput,
  roleInput,
  sessionView,
  userView,
} from '../users/user.ts';
import { EMAIL_LIMIT } from '../users/user-limits.ts';
import { speaking } from '../validation.ts';
import { idParams, pageOf, paging, userIdParams } from './common.ts';
import { endpoint } from './endpoint.ts';
import { REQUEST_WORDS } from './request-words.ts';

const says = speaking(REQUEST_WORDS);

export const changeProfile = endpoint({
  method: 'PATCH',
  path: '/auth/me',
  summary: 'Change your name, time zone and language',
  access: 'user',
  body: profileInput.partial(),
  status: 200,
  response: userView,
});

export const listSessions = endpoint({
  method: 'GET',
  path: '/auth/sessions',
  summary: 'Where you are logged in, newest first',
  access: 'user',
  query: z.strictObject({ ...paging }),
  status: 200,
  response: pageOf(sessionView),
});

export const endSession = endpoint({
  method: 'DELETE',
  path: '/auth/sessions/:id',
  summary: 'Log out somewhere: both tokens of that login are dead at once',
  access: 'user',
  params: idParams,
  status: 204,
  audit: { action: 'auth.endSession' },
});

export const changePassword = endpoint({
  method: 'POST',
  path: '/auth/password',
  summary:
    'Choose another password; all your other logins end, and your API keys are revoked unless you keep them',
  access: 'user',
  body: z.strictObject({
    current: currentPassword,
    next: newPassword,
    /** Whoever held a login of yours may have made a key. */
    revokeApiKeys: z.boolean().default(true),
  }),
  status: 204,
  audit: { action: 'auth.password' },
});

const USER_SORTS = ['email', '-failing'] as const;

export const adminListUsers = endpoint({
  method: 'GET',
  path: '/admin/users',
  summary: 'Every account, by email address',
  description: 'With `sort=-failing` they are asked for by page, not by cursor.',
  access: 'admin',
  query: z.strictObject({
    /** Part of the address or of the name, in any case. */
    q: z
      .string()
      .trim()
      .max(EMAIL_LIMIT)
      // A pattern of the database cannot hold it.
      .refine(
        (text) => !text.includes('\0'),
        says((words) => words.noCharacterOfAddress),
      )
      .overwrite((text) => canonicalEmail(text) ?? text.normalize('NFC').toLowerCase())
      .optional(),
    role: roleInput.optional(),
    /** `-failing`: the most failing jobs first, then those without any. */
    sort: z
      .enum(
        USER_SORTS,
        says((words) => words.oneOf('sort', USER_SORTS)),
      )
      .default('email'),
    ...paging,
  }),
  status: 200,
  response: pageOf(listedUserView),
});

export const adminEndSessions = endpoint({
  method: 'DELETE',
  path: '/admin/users/:userId/sessions',
  summary: 'End all logins of an account, and revoke its API keys',
  access: 'admin',
  params: userIdParams,
  status: 204,
  audit: { action: 'user.sessions' },
});
