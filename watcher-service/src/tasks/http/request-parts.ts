import { readFileSync } from 'node:fs';
import type { HttpTask } from '@punctual/contracts/tasks/http-task';
import { bodyText } from '@punctual/contracts/tasks/request-size';
import type { ExecutionContext } from '../executor.ts';
import type { HttpRequest } from './http-client.ts';

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Builds the headers and the body that a task sends. A job may replace defaults, never the headers of the run. */
export function buildRequest(
  { method, headers = {}, body }: HttpTask,
  { idempotencyKey, attempt }: Pick<ExecutionContext, 'idempotencyKey' | 'attempt'>,
): HttpRequest {
  const bytes = body === undefined ? null : Buffer.from(bodyText(body));
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method,
    body: bytes,
    headers: {
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': `Punctual/${version}`,
      ...(bytes && {
        'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json',
      }),
      ...Object.fromEntries(given),
      ...(bytes && { 'content-length': bytes.length }),
      'idempotency-key': idempotencyKey,
      'x-attempt': attempt,
    },
  };
}
