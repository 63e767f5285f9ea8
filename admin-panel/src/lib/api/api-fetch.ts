import type { Fetch } from '@punctual/contracts/api/client';
import type { ErrorBody } from '@punctual/contracts/api/common';
import { watchedFetch } from '../connection.ts';
import { dropSessionOfDisabled, refreshSession } from '../session/refresh.ts';
import { accessToken } from '../session/session-store.ts';

/** A token this close to its end is replaced before it is sent. */
const MARGIN_MS = 20_000;

/** Sends a request that needs no login. */
export const publicFetch: Fetch = watchedFetch;

/** Sends a request as the user who is logged in; a 401 is answered by one refresh and one more try. */
export const apiFetch: Fetch = async (path, init) => {
  await freshToken();
  const sent = accessToken()?.value;
  const response = await watchedFetch(path, authorized(init));
  if (response.status !== 401) return response;
  if (await isOfDisabled(response)) {
    dropSessionOfDisabled();
    return response;
  }
  if (!(await newerToken(sent))) return response;
  return watchedFetch(path, authorized(init));
};

/** Tells whether the account was disabled: no other token helps then. */
async function isOfDisabled(response: Response): Promise<boolean> {
  const body: Partial<ErrorBody> | null = await response
    .clone()
    .json()
    .catch(() => null);
  return body?.error?.code === 'ACCOUNT_DISABLED';
}

/** Tells whether there is a token other than the one that was refused: another tab may have got it meanwhile. */
async function newerToken(refused: string | undefined): Promise<boolean> {
  const now = accessToken()?.value;
  return (now !== undefined && now !== refused) || refreshSession();
}

async function freshToken(): Promise<void> {
  const token = accessToken();
  if (token !== null && token.expiresAt - Date.now() < MARGIN_MS) await refreshSession();
}

function authorized(init: RequestInit): RequestInit {
  const headers = new Headers(init.headers);
  const token = accessToken();
  if (token !== null) headers.set('authorization', `Bearer ${token.value}`);
  return { ...init, headers };
}
