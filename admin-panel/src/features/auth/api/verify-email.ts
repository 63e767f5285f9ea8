import { ApiError, call } from '@punctual/contracts/api/client';
import type { verifyEmail } from '@punctual/contracts/api/mailed-links-contract';
import { queryOptions } from '@tanstack/react-query';
import { publicFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

async function confirmAddress(token: string): Promise<'confirmed' | 'spent'> {
  try {
    await call<typeof verifyEmail>(publicFetch, 'POST /auth/verify-email', { body: { token } });
    return 'confirmed';
  } catch (error) {
    if (error instanceof ApiError && error.status === 422) return 'spent';
    throw error;
  }
}

/** Confirms an address by the token of a mailed link, which works once. */
export const verificationQuery = (token: string | null) =>
  queryOptions({
    queryKey: queryKeys.account.verification(token ?? ''),
    queryFn: () => (token === null ? 'spent' : confirmAddress(token)),
    staleTime: Number.POSITIVE_INFINITY,
  });
