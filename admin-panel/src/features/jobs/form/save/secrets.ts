import type { JobFormValues } from '../job-form-values.ts';
import { withoutValues } from '../task/secrets/secret-rows.ts';

const SECRET_NAME = /authorization|cookie|token|secret|password|credential|signature|api-?key|-key$/i;
const HEADER = /^\s*([^:\s]+)\s*:\s*(\S.*)$/;

/** The form without the values of secrets and of headers that look like some, and the names of both. */
export function withoutSecrets(values: JobFormValues): { values: JobFormValues; names: string[] } {
  const names: string[] = [];
  const cleaned = (values.task.http?.headers ?? '').split('\n').map((line) => {
    const [, name] = HEADER.exec(line) ?? [];
    if (name === undefined || !SECRET_NAME.test(name)) return line;
    names.push(name);
    return `${name}: `;
  });
  const kept = withoutValues(values.task.http?.secrets ?? '');
  names.push(...kept.names);
  if (names.length === 0) return { values, names };
  const http = { ...values.task.http, headers: cleaned.join('\n'), secrets: kept.text };
  return { values: { ...values, task: { ...values.task, http } }, names };
}
