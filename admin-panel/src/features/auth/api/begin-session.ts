import type { secondStep } from '@punctual/contracts/api/auth-contract';
import type { Answer } from '@punctual/contracts/api/endpoint';
import { queryClient } from '../../../lib/api/query-client.ts';
import { meQuery } from '../../../lib/session/me.ts';
import { startSession } from '../../../lib/session/refresh.ts';

/** Begins a session with what logging in or registering answers; nothing of another account stays. */
export function beginSession(entry: Answer<typeof secondStep>): void {
  queryClient.clear();
  queryClient.setQueryData(meQuery.queryKey, entry.user);
  startSession(entry);
}
