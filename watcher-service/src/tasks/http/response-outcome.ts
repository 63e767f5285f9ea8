import { STATUS_CODES } from 'node:http';
import { type ExpectedStatus, isExpected } from '@punctual/contracts/tasks/expected-status';
import { completed, type Outcome } from '../executor.ts';
import type { HttpResponse } from './http-client.ts';
import { parseRetryAfter } from './retry-after.ts';

const GONE = 410;
/** Statuses among the 4xx that say "not now" (RFC 9110, 6585, 8470). */
const PASSING = new Set([408, 425, 429]);

/** And these, that the request was not looked at. */
const REFUSED = new Set([425, 429]);
/** Statuses that name another address; the other 3xx do not. */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Converts an answer to an outcome. The job's own expectation comes first; of the rest, 5xx and "not now" may pass. */
export function convertResponseToOutcome(answer: HttpResponse, expected: ExpectedStatus, now: Date): Outcome {
  const { status, excerpt: response, retryAfter } = answer;
  if (isExpected(expected, status)) return completed(response, status);
  const mayPass = status >= 500 || PASSING.has(status);
  const pause = mayPass ? parseRetryAfter(retryAfter, now) : null;
  return {
    kind: mayPass ? 'retry' : 'failed',
    code: status,
    error: sentence(status, pause),
    response,
    ...(pause !== null && { retryAfterMs: pause }),
    ...(REFUSED.has(status) && { undelivered: true }),
    ...(status === GONE && { disableJob: true }),
  };
}

function sentence(status: number, pause: number | null): string {
  const number = String(status).padStart(3, '0');
  const said = `The server answered ${[number, STATUS_CODES[status]].filter(Boolean).join(' ')}`;
  if (pause) return `${said} and asked to be left alone for ${Math.ceil(pause / 1_000)} s.`;
  if (status < 200) return `${said}, which was not asked for.`;
  if (status === GONE) return `${said}: nothing will be at this address any more.`;
  if (status < 300) return `${said}, which this job does not expect.`;
  if (REDIRECTS.has(status)) return `${said}: it points to another address, and redirects are not followed.`;
  return `${said}.`;
}
