import { call } from '@punctual/contracts/api/client';
import type { forgotPassword } from '@punctual/contracts/api/mailed-links-contract';
import { publicFetch } from '../../../lib/api/api-fetch.ts';

/** Has a link mailed that leads to the choice of a new password. */
export const mailResetLink = (email: string) =>
  call<typeof forgotPassword>(publicFetch, 'POST /auth/forgot-password', { body: { email: email.trim() } });
