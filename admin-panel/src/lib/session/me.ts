import type { me } from '@punctual/contracts/api/auth-contract';
import { call } from '@punctual/contracts/api/client';
import type { UserView } from '@punctual/contracts/users/user';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../api/api-fetch.ts';
import { queryClient } from '../api/query-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { adoptLanguage } from '../strings/language-choice.ts';
import { setViewerZone } from '../time/zones.ts';
import { setViewerId } from './viewer.ts';

export const meQuery = queryOptions({
  queryKey: queryKeys.account.me,
  queryFn: ({ signal }) => call<typeof me>(apiFetch, 'GET /auth/me', {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Loads the account that is logged in, once after login. Times are shown in its zone from then on. */
export async function fetchMe(): Promise<UserView> {
  const user = await queryClient.ensureQueryData(meQuery);
  adoptLanguage(user.language);
  setViewerZone(user.timezone);
  setViewerId(user.id);
  return user;
}

/** Loads the account once more after a change of which the answer does not tell all. */
export async function reloadMe(): Promise<void> {
  showMe(await queryClient.fetchQuery({ ...meQuery, staleTime: 0 }));
}

/** Takes a changed account into use at once. */
export function showMe(user: UserView): void {
  setViewerZone(user.timezone);
  setViewerId(user.id);
  queryClient.setQueryData(meQuery.queryKey, user);
}
