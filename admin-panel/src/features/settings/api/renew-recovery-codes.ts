import { call } from '@punctual/contracts/api/client';
import type { renewRecoveryCodes } from '@punctual/contracts/api/second-factor-contract';
import { apiFetch } from '../../../lib/api/api-fetch.ts';

/** Makes other recovery codes and answers them, this once. */
export async function renewCodes(body: { password?: string; code: string }): Promise<string[]> {
  const path = 'POST /auth/second-factor/recovery-codes';
  return (await call<typeof renewRecoveryCodes>(apiFetch, path, { body })).recoveryCodes;
}
