import { z } from 'zod';
import { typedEmail } from '../users/email-address.ts';
import { newPassword } from '../users/user.ts';
import { USER_WORDS } from '../users/user-words.ts';
import { speaking } from '../validation.ts';
import { mailed } from './auth-contract.ts';
import { endpoint } from './endpoint.ts';

const link = speaking(USER_WORDS)((words) => words.link);
const token = z.string(link).min(1, link).max(100);

export const verifyEmail = endpoint({
  method: 'POST',
  path: '/auth/verify-email',
  summary: 'Confirm an email address by the token of a mailed link',
  access: 'public',
  body: z.strictObject({ token }),
  status: 204,
  audit: { action: 'auth.verify' },
});

export const forgotPassword = endpoint({
  method: 'POST',
  path: '/auth/forgot-password',
  summary: 'Have a link mailed to choose another password, if the address has an account',
  access: 'public',
  body: z.strictObject({ email: typedEmail }),
  status: 202,
  response: mailed,
});

export const resetPassword = endpoint({
  method: 'POST',
  path: '/auth/reset-password',
  summary:
    'Choose another password by the token of a mailed link; all logins end, and all API keys are revoked',
  access: 'public',
  body: z.strictObject({ token, password: newPassword }),
  status: 204,
  audit: { action: 'auth.reset' },
});
