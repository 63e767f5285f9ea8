import type { Task } from '@punctual/contracts/tasks/task';

type HttpTask = Extract<Task, { type: 'http' }>;

/** Headers that tend to hold a secret; their values are left for the reader to fill in. */
const SECRET = /authorization|cookie|token|key|secret|password|signature/i;

/** Shows the value of a header, unless it may be a secret. */
export const shownHeader = (name: string, value: string): string => (SECRET.test(name) ? '…' : value);

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
  return ['curl', `-X ${method}`, ...given, ...type, ...data, quoted(withoutPassword(url))].join(' ');
}

/** Quotes a text for a POSIX shell: all of it is read as text. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function withoutPassword(url: string): string {
  const parsed = new URL(url);
  parsed.password = '';
  return parsed.href;
}
