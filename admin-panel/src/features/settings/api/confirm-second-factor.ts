import { call } from '@punctual/contracts/api/client';
import type { confirmSecondFactor } from '@punctual/contracts/api/second-factor-contract';
import { apiFetch } from '../../../lib/api/api-fetch.ts';

/** Switches the second factor on by a code of the app; answers the recovery codes, this once. */
export async function confirmCode(code: string): Promise<string[]> {
  const body = { code };
  return (await call<typeof confirmSecondFactor>(apiFetch, 'POST /auth/second-factor/confirm', { body }))
    .recoveryCodes;
}
