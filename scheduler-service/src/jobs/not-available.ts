import type { JobEdit, JobInput } from '@punctual/contracts/jobs/job';
import { withoutSecrets } from '@punctual/contracts/tasks/secrets';
import { type ErrorDetail, notAvailable } from '@punctual/engine/platform/errors';
import { refuse } from '../http/refusal-words.ts';

/**
 * Refuses what the contract describes and this version does not carry out: it is never silently ignored.
 * @throws AppError 422 naming each field
 */
export function refuseNotAvailable(job: JobInput | JobEdit): void {
  const found = findTemplates(job);
  if (found.length > 0) throw notAvailable(found);
}

/** Fields of HTTP calls whose texts may name secrets. */
const MAY_NAME_SECRETS = /^task\.(headers|body)(\.|$)/;

/** Finds placeholders anywhere in a task: a text with one must not be sent as typed. */
function findTemplates({ task }: JobEdit): ErrorDetail[] {
  if (!task || task.type === 'log') return [];
  const { secrets: _, ...rest } = { secrets: undefined, ...task };
  return listTexts(rest, ['task'])
    .filter(({ path, text }) =>
      /\{\{|\{%/.test(MAY_NAME_SECRETS.test(path) && task.type === 'http' ? withoutSecrets(text) : text),
    )
    .map(({ path }) => ({ path, message: refuse((words) => words.noPlaceholders) }));
}

function listTexts(value: unknown, path: string[]): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path: path.join('.'), text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => listTexts(inner, [...path, name]));
}
