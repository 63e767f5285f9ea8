import { call } from '@punctual/contracts/api/client';
import type { removeSecondFactor } from '@punctual/contracts/api/second-factor-contract';
import { apiFetch } from '../../../lib/api/api-fetch.ts';

export const switchOff = (body: { password?: string; code: string }): Promise<void> =>
  call<typeof removeSecondFactor>(apiFetch, 'POST /auth/second-factor/remove', { body });
