import type { changePassword } from '@punctual/contracts/api/account-contract';
import { call } from '@punctual/contracts/api/client';
import { apiFetch } from '../../../lib/api/api-fetch.ts';

export const savePassword = (body: { current: string; next: string; revokeApiKeys: boolean }) =>
  call<typeof changePassword>(apiFetch, 'POST /auth/password', { body });
