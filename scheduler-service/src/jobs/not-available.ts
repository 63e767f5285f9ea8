import type { JobEdit, JobInput } from '@punctual/contracts/jobs/job';
import { withoutSecrets } from '@punctual/contracts/tasks/secrets';
import { type ErrorDetail, notAvailable } from '@punctual/engine/platform/errors';

/** What the contract describes and this version does not carry out: refused, never silently ignored. */
export function refuseNotAvailable(job: JobInput | JobEdit): void {
  const found = templates(job);
  if (found.length > 0) throw notAvailable(found);
}

/** Of calls over HTTP. */
const MAY_NAME_SECRETS = /^task\.(headers|body)(\.|$)/;

/** A text with a placeholder must not be sent as typed, wherever in a task it stands. */
function templates({ task }: JobEdit): ErrorDetail[] {
  if (!task || task.type === 'log') return [];
  const { secrets: _, ...rest } = { secrets: undefined, ...task };
  return textsIn(rest, ['task'])
    .filter(({ path, text }) =>
      /\{\{|\{%/.test(MAY_NAME_SECRETS.test(path) && task.type === 'http' ? withoutSecrets(text) : text),
    )
    .map(({ path }) => ({ path, message: 'Placeholders like {{ name }} are not available yet.' }));
}

function textsIn(value: unknown, path: string[]): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path: path.join('.'), text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, [...path, name]));
}
