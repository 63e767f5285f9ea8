import { SECOND_MS } from '@punctual/contracts/time';
import { SESSION_LIMIT_MS } from '@punctual/contracts/users/user-limits';

/**
 * Names a cookie without a secret that says "there may be a session here". With it a first visit need not ask for a
 * refresh that can only be refused, which browsers write to the console as an error.
 */
const NAME = 'punctual_hint';

const write = (maxAge: number): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http
  document.cookie = `${NAME}=1; path=/; SameSite=Strict; max-age=${maxAge}`;
};

export const rememberSession = (): void => write(SESSION_LIMIT_MS / SECOND_MS);
export const forgetSession = (): void => write(0);
export const mayHaveSession = (): boolean => document.cookie.includes(`${NAME}=1`);
