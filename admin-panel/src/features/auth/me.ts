import { me } from '@punctual/shared/api/auth-contract';
import { call } from '@punctual/shared/api/client';
import type { UserView } from '@punctual/shared/users/user';
import { apiFetch } from '../../lib/api/api-fetch.ts';
import { queryClient } from '../../lib/api/query-client.ts';
import { queryKeys } from '../../lib/api/query-keys.ts';

/** The account that is logged in; asked for once after login. */
export const fetchMe = (): Promise<UserView> =>
  queryClient.ensureQueryData({
    queryKey: queryKeys.me,
    queryFn: ({ signal }) => call(apiFetch, me, {}, { signal }),
  });
