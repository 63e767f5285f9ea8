import type { Endpoint } from '@punctual/contracts/api/endpoint';
import type { Scope } from '@punctual/contracts/users/api-key-limits';
import { forbidden, secondFactorRequired, unauthenticated } from '@punctual/engine/platform/errors';
import type { Caller } from './caller.ts';
import { refuse } from './refusal-words.ts';

/**
 * Lets a caller use an endpoint; on public ones there is none.
 * @throws AppError 401 without credentials, 403 for an API key or a role that does not reach so far, and for an
 * administrator who has yet to set up a second factor
 */
export function checkAccess(
  { access, scope, beforeSecondFactor }: Endpoint,
  caller: Caller | null,
): Caller | null {
  if (access === 'public') return null;
  if (!caller) throw unauthenticated();
  if (caller.owesSecondFactor && !beforeSecondFactor) throw secondFactorRequired();
  if (caller.apiKey) checkScopes(caller.apiKey.scopes, [scope ?? []].flat());
  if (access === 'admin' && caller.role !== 'admin') throw forbidden(refuse((words) => words.needsAdmin));
  return caller;
}

function checkScopes(has: readonly Scope[], enough: readonly Scope[]): void {
  if (enough.length === 0) throw forbidden(refuse((words) => words.noKeys));
  if (!enough.some((scope) => has.includes(scope)))
    throw forbidden(refuse((words) => words.lacksScope([...enough])));
}

/** Tells whether a caller may see or do what a scope stands for: an API key those that it has, a person everything. */
export const hasScope = ({ apiKey }: Pick<Caller, 'apiKey'>, scope: Scope): boolean =>
  !apiKey || apiKey.scopes.includes(scope);
