import type { changeProfile } from '@punctual/contracts/api/account-contract';
import { call } from '@punctual/contracts/api/client';
import type { Language } from '@punctual/contracts/language';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { showMe } from '../../../lib/session/me.ts';

/** Saves name and zone, and takes them into use at once. */
export async function saveProfile(body: { name: string | null; timezone: string }): Promise<void> {
  showMe(await call<typeof changeProfile>(apiFetch, 'PATCH /auth/me', { body }));
}

/** Saves the language of the account, null for that of the browser. The page is loaded anew in it, by the caller. */
export async function saveLanguage(language: Language | null): Promise<void> {
  await call<typeof changeProfile>(apiFetch, 'PATCH /auth/me', { body: { language } });
}
