import { call } from '@punctual/contracts/api/client';
import type { Answer } from '@punctual/contracts/api/endpoint';
import type { setUpSecondFactor } from '@punctual/contracts/api/second-factor-contract';
import { apiFetch } from '../../../lib/api/api-fetch.ts';

/** A secret for an authenticator app, which counts once a code confirms it. */
export type Offer = Answer<typeof setUpSecondFactor>;

export const offerSecondFactor = (password?: string): Promise<Offer> =>
  call<typeof setUpSecondFactor>(apiFetch, 'POST /auth/second-factor/setup', {
    body: password === undefined ? {} : { password },
  });
