import type { refresh } from '@punctual/contracts/api/auth-contract';
import { ApiError, call, type Fetch } from '@punctual/contracts/api/client';
import { watchedFetch } from '../connection.ts';
import { exclusively } from './exclusive.ts';
import { forgetSession, rememberSession } from './session-hint.ts';
import { accessToken, dropToken, holdToken, sessionState } from './session-store.ts';
import { tellTabs } from './tabs.ts';

/** Proof that the panel itself asks: other sites cannot set a header. */
export const OWN_REQUEST = { 'x-requested-with': 'punctual' };

/** Time for a token that another tab got just now to arrive here. */
const ARRIVAL_MS = 40;

let running: Promise<boolean> | null = null;

/**
 * Gets a new access token by the cookie; all calls meanwhile share one request. False: there is no session.
 */
export function refreshSession(): Promise<boolean> {
  running ??= refreshOnce().finally(() => {
    running = null;
  });
  return running;
}

async function refreshOnce(): Promise<boolean> {
  const before = accessToken()?.value;
  const asked = performance.now();
  return exclusively(async () => {
    // With a token in use there is time; a page that is loaded only waits if another tab was asking.
    if (before !== undefined || performance.now() - asked > 5)
      await new Promise((done) => setTimeout(done, ARRIVAL_MS));
    const now = accessToken()?.value;
    if (now !== undefined && now !== before) return true;
    return askForToken();
  });
}

async function askForToken(): Promise<boolean> {
  const had = sessionState.get() === 'in';
  try {
    const answer = await call<typeof refresh>(
      watchedFetch as Fetch,
      'POST /auth/refresh',
      {},
      { headers: OWN_REQUEST },
    );
    startSession(answer);
    return true;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500 || error.status === 429) throw error;
    forgetSession();
    dropToken(had ? 'ended' : 'out');
    return false;
  }
}

/** Drops the session of an account that was disabled meanwhile. */
export function dropSessionOfDisabled(): void {
  forgetSession();
  dropToken('disabled');
}

/** Takes a token into use, here and in the other tabs. */
export function startSession({
  accessToken: value,
  expiresIn,
}: {
  accessToken: string;
  expiresIn: number;
}): void {
  holdToken(value, expiresIn);
  rememberSession();
  tellTabs({ kind: 'token', value, expiresIn });
}
