import type { JobEdit, JobInput } from '@punctual/shared/jobs/job';
import { type ErrorDetail, notAvailable } from '@punctual/shared/platform/errors';
import type { Request } from 'express';

/** What the contract describes and this version does not carry out: refused, never silently ignored. */
export function refuseNotAvailable(job: JobInput | JobEdit, request: Request): void {
  const found = [...policies(job), ...templates(job), ...headers(request)];
  if (found.length > 0) throw notAvailable(found);
}

function policies({ overlap, misfire, delivery }: JobEdit): ErrorDetail[] {
  const only = (path: string, is: string | undefined, available: string): ErrorDetail[] =>
    is === undefined || is === available
      ? []
      : [{ path, message: `"${is}" is not available yet; use "${available}".` }];
  return [
    ...only('overlap', overlap, 'skip'),
    ...only('misfire', misfire, 'fireOnce'),
    ...only('delivery', delivery, 'at-least-once'),
  ];
}

/** A text with a placeholder must not be sent as typed, wherever in a task it stands. */
function templates({ task }: JobEdit): ErrorDetail[] {
  if (!task || task.type === 'log') return [];
  return textsIn(task, ['task'])
    .filter(({ text }) => /\{\{|\{%/.test(text))
    .map(({ path }) => ({ path, message: 'Placeholders like {{ name }} are not available yet.' }));
}

function textsIn(value: unknown, path: string[]): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path: path.join('.'), text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, [...path, name]));
}

const headers = (request: Request): ErrorDetail[] =>
  request.get('idempotency-key') === undefined
    ? []
    : [{ path: 'Idempotency-Key', message: 'Idempotency keys are not available yet; leave the header out.' }];
