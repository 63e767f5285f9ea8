import type { Endpoint } from '@punctual/contracts/api/endpoint';
import { forbidden, unauthenticated } from '@punctual/engine/platform/errors';
import type { Caller } from './caller.ts';

/**
 * Lets a caller use an endpoint; on public ones there is none.
 * @throws AppError 401 without credentials, 403 for an API key or a role that does not reach so far
 */
export function checkAccess({ access, scope }: Endpoint, caller: Caller | null): Caller | null {
  if (access === 'public') return null;
  if (!caller) throw unauthenticated();
  if (caller.apiKey && !scope) throw forbidden('This is not for API keys. Log in.');
  if (caller.apiKey && scope && !caller.apiKey.scopes.includes(scope))
    throw forbidden(`This API key lacks the scope ${scope}.`);
  if (access === 'admin' && caller.role !== 'admin') throw forbidden('This needs the administrator role.');
  return caller;
}
