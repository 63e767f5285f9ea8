import type { JobFormValues } from '../job-form-values.ts';
import { jsonText, readJson } from '../task/json-text.ts';

const SECRET_NAME = /authorization|cookie|token|secret|password|credential|signature|api-?key|-key$/i;
const HEADER = /^\s*([^:\s]+)\s*:\s*(\S.*)$/;

/** Of what was written under secrets: those that are set already, which have no value here; nothing of the others. */
function keptSecrets(text: string): { text: string; dropped: string[] } {
  const read = readJson(text);
  if (!read.ok || typeof read.value !== 'object' || read.value === null)
    return { text: '', dropped: text.trim() ? ['secrets'] : [] };
  const given = Object.entries(read.value);
  const isSet = ([, secret]: [string, unknown]) => typeof secret === 'object';
  const kept = given.filter(isSet);
  const dropped = given.filter((one) => !isSet(one)).map(([name]) => name);
  return { text: kept.length > 0 ? jsonText(Object.fromEntries(kept)) : '', dropped };
}

/** The form without secrets and the values of headers that look like some, and the names of both. */
export function withoutSecrets(values: JobFormValues): { values: JobFormValues; names: string[] } {
  const names: string[] = [];
  const cleaned = (values.task.http?.headers ?? '').split('\n').map((line) => {
    const [, name] = HEADER.exec(line) ?? [];
    if (name === undefined || !SECRET_NAME.test(name)) return line;
    names.push(name);
    return `${name}: `;
  });
  const kept = keptSecrets(values.task.http?.secrets ?? '');
  names.push(...kept.dropped);
  if (names.length === 0) return { values, names };
  const http = { ...values.task.http, headers: cleaned.join('\n'), ...(kept.text && { secrets: kept.text }) };
  if (!kept.text) delete http.secrets;
  return { values: { ...values, task: { ...values.task, http } }, names };
}
