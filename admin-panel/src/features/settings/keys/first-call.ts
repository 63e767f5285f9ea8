import type { Scope } from '@punctual/contracts/users/api-key-limits';
import { apiCallCommand } from '../../../lib/curl.ts';

/** A job that does no harm: it records a note each hour. */
const EXAMPLE = {
  name: 'Hello from the API',
  task: { type: 'log', data: { from: 'the API' } },
  schedule: { kind: 'interval', every: '1h' },
};

/** Writes a command that lists jobs, or runs where a key may not read jobs. */
export function firstCall(key: string, scopes: readonly Scope[]): string {
  if (!scopes.some((scope) => scope.endsWith(':read'))) return jobCall(key);
  const path = scopes.includes('jobs:read') ? '/users/jobs' : '/users/runs';
  return apiCallCommand({ method: 'GET', url: `${window.location.origin}${path}`, key });
}

/** Writes a command that makes a job. */
export const jobCall = (key: string): string =>
  apiCallCommand({ method: 'POST', url: `${window.location.origin}/users/jobs`, key, body: EXAMPLE });
