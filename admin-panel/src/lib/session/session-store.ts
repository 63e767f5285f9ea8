import { SECOND_MS } from '@punctual/contracts/time';
import { createStore } from '../store.ts';

/**
 * `unknown` until the refresh cookie was asked for; `ended` when a session ended that had been there, as
 * against one that was logged out or never was; `disabled` when it ended with its account.
 */
export type SessionState = 'unknown' | 'in' | 'out' | 'ended' | 'disabled';

interface AccessToken {
  value: string;
  /** By this browser's clock, in ms. */
  expiresAt: number;
}

/** The access token lives here and nowhere else: no storage that outlives the page, none that scripts share. */
let token: AccessToken | null = null;

export const sessionState = createStore<SessionState>('unknown');

export const accessToken = (): AccessToken | null => token;

export function holdToken(value: string, expiresIn: number): void {
  token = { value, expiresAt: Date.now() + expiresIn * SECOND_MS };
  sessionState.set('in');
}

export function dropToken(state: 'out' | 'ended' | 'disabled'): void {
  token = null;
  sessionState.set(state);
}

/**
 * Reads the user id in an access token; the panel needs it only to notice that another user logged in
 * elsewhere.
 */
export function subjectOf(value: string): string | null {
  try {
    const part = value.split('.')[1] ?? '';
    const claims: unknown = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof claims === 'object' && claims !== null && 'sub' in claims ? String(claims.sub) : null;
  } catch {
    return null;
  }
}
