import { call } from '@punctual/contracts/api/client';
import type { resetPassword } from '@punctual/contracts/api/mailed-links-contract';
import { publicFetch } from '../../../lib/api/api-fetch.ts';

/** Sets a new password by the token of a mailed link. */
export const saveNewPassword = (token: string, password: string) =>
  call<typeof resetPassword>(publicFetch, 'POST /auth/reset-password', { body: { token, password } });
