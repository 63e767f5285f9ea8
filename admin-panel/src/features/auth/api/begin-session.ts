import type { register } from '@punctual/contracts/api/auth-contract';
import type { Answer } from '@punctual/contracts/api/endpoint';
import { queryClient } from '../../../lib/api/query-client.ts';
import type { Sorted } from '../../../lib/forms/field-errors.ts';
import { meQuery } from '../../../lib/session/me.ts';
import { startSession } from '../../../lib/session/refresh.ts';
import { refusal } from '../credentials.ts';

/** The outcome: a session has begun, or a mail was sent first, or it was refused. */
export type Entry = 'in' | 'mailed' | Sorted;

/** Begins a session with what logging in or registering answers; nothing of another account stays. */
export async function beginSession(enter: () => Promise<Answer<typeof register>>): Promise<Entry> {
  try {
    const entry = await enter();
    // The address is to be confirmed first: the mail says how to go on.
    if ('message' in entry) return 'mailed';
    queryClient.clear();
    queryClient.setQueryData(meQuery.queryKey, entry.user);
    startSession(entry);
    return 'in';
  } catch (error) {
    return refusal(error);
  }
}
