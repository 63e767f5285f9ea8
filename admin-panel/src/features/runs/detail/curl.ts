import type { Task } from '@punctual/contracts/tasks/task';
import { LEFT_OUT, quoted, SECRET_HEADER, withoutSecretParameters } from '../../../lib/curl.ts';

type HttpTask = Extract<Task, { type: 'http' }>;

/** Shows the value of a header, unless it may be a secret. */
export const shownHeader = (name: string, value: string): string =>
  SECRET_HEADER.test(name) ? LEFT_OUT : value;

/** Formats the request of a job as a command for a shell, without secrets. */
export function curlOf({ method, url, headers = {}, body }: HttpTask): string {
  const given = Object.entries(headers).map(
    ([name, value]) => `-H ${quoted(`${name}: ${shownHeader(name, value)}`)}`,
  );
  const isText = typeof body === 'string';
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  const type =
    body === undefined || hasType
      ? []
      : [`-H ${quoted(`Content-Type: ${isText ? 'text/plain' : 'application/json'}`)}`];
  const data = body === undefined ? [] : [`--data-raw ${quoted(isText ? body : JSON.stringify(body))}`];
  return ['curl', `-X ${method}`, ...given, ...type, ...data, quoted(withoutSecrets(url))].join(' ');
}

function withoutSecrets(url: string): string {
  const parsed = new URL(url);
  parsed.password = '';
  return withoutSecretParameters(parsed.href);
}
