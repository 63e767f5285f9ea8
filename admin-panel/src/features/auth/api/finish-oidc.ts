import { call } from '@punctual/contracts/api/client';
import type { finishOidc } from '@punctual/contracts/api/oidc-contract';
import { publicFetch } from '../../../lib/api/api-fetch.ts';
import { errorWords } from '../../../lib/api/error-words.ts';
import { beginSession } from './begin-session.ts';
import type { HalfLogin } from './login.ts';

/** The outcome of a login through the provider: a session has begun, or a code is needed, or it was refused. */
export type ProviderLogin = 'in' | HalfLogin | { refusal: string };

/** Logs in with what the provider has answered. */
export async function finishLogin(response: string): Promise<ProviderLogin> {
  try {
    const entry = await call<typeof finishOidc>(publicFetch, 'POST /auth/oidc/finish', {
      body: { response },
    });
    if ('pendingLogin' in entry) return { pendingLogin: entry.pendingLogin };
    beginSession(entry);
    return 'in';
  } catch (error) {
    return { refusal: errorWords(error) };
  }
}
