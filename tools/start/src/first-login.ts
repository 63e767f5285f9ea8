import { withDeadline } from '@punctual/contracts/with-deadline';
import type { Administrator } from './settings.ts';

const DEADLINE_MS = 5000;
const UNAUTHORIZED = 401;

/**
 * Tells if the password that the start page is about to show is the right one: a database that was filled before
 * has its administrator already, and ours was not created. An unclear answer counts as right.
 */
export async function passwordIsRight(baseUrl: string, administrator: Administrator): Promise<boolean> {
  const { email, password } = administrator;
  if (!password) return true;
  const answer = await post(`${baseUrl}/auth/login`, { email, password });
  if (answer.ok) await endSession(baseUrl, await answer.json());
  return answer.status !== UNAUTHORIZED;
}

async function endSession(baseUrl: string, login: unknown): Promise<void> {
  if (login === null || typeof login !== 'object' || !('accessToken' in login)) return;
  await post(`${baseUrl}/auth/logout`, {}, { authorization: `Bearer ${login.accessToken}` });
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return withDeadline(DEADLINE_MS, (signal) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal,
    }),
  );
}
