import { call } from '@punctual/contracts/api/client';
import type { startOidc } from '@punctual/contracts/api/oidc-contract';
import { publicFetch } from '../../../lib/api/api-fetch.ts';
import { keepNextPage } from '../../../lib/session/next-page.ts';

/** Leaves for the provider, which leads back to `/login/callback`; `next` is the page to go to from there. */
export async function goToProvider(next: string): Promise<void> {
  const { url } = await call<typeof startOidc>(publicFetch, 'POST /auth/oidc/start', {});
  keepNextPage(next);
  window.location.assign(url);
}
