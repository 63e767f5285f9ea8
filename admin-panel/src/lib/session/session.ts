import type { logout } from '@punctual/contracts/api/auth-contract';
import { call } from '@punctual/contracts/api/client';
import { apiFetch } from '../api/api-fetch.ts';
import { OWN_REQUEST, refreshSession } from './refresh.ts';
import { forgetSession, mayHaveSession } from './session-hint.ts';
import { sessionState } from './session-store.ts';
import { leave, tellTabs } from './tabs.ts';

/**
 * Tells whether a user is logged in; asks the server once when the page was just loaded. `insist` asks even
 * if nothing hints at a session: for pages that a link leads to.
 */
export async function isLoggedIn(insist: boolean): Promise<boolean> {
  if (sessionState.get() !== 'unknown') return sessionState.get() === 'in';
  if (!insist && !mayHaveSession()) return false;
  return refreshSession();
}

/** Ends the session on the server if it can be reached, and here in any case. */
export async function endSession(): Promise<void> {
  await call<typeof logout>(apiFetch, 'POST /auth/logout', {}, { headers: OWN_REQUEST }).catch(
    () => undefined,
  );
  dropSession();
}

/** Drops the session here and in the other tabs; the server knows already. */
export function dropSession(): void {
  forgetSession();
  leave();
  tellTabs({ kind: 'loggedOut' });
}
