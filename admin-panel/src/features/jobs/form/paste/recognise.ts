import type { JobFormValues } from '../job-form-values.ts';
import { fromExpression } from '../when/from-expression.ts';
import { readCrontab } from './crontab-line.ts';
import { type CurlRequest, readCurl } from './curl-command.ts';

/** The meaning of a pasted text, and how the form is filled in from it. */
export interface Recognised {
  looksLike: 'curl' | 'crontab';
  /** A command that only a shell could run. */
  onlyTimes: boolean;
  leftOut: readonly string[];
  fill: (values: JobFormValues) => Partial<JobFormValues>;
}

/** Recognises a curl command or a line of a crontab; null for everything else. */
export function recognise(text: string): Recognised | null {
  const curl = readCurl(text);
  if (curl !== null)
    return {
      looksLike: 'curl',
      onlyTimes: false,
      leftOut: curl.leftOut,
      fill: (values) => call(values, curl),
    };
  const line = readCrontab(text);
  if (line === null) return null;
  const command = readCurl(line.command);
  return {
    looksLike: 'crontab',
    onlyTimes: command === null,
    leftOut: command?.leftOut ?? [],
    fill: (values) => ({
      ...(command === null ? {} : call(values, command)),
      mode: fromExpression(line.expression) === null ? 'cron' : 'repeat',
      expression: line.expression,
    }),
  };
}

function call({ task }: JobFormValues, { method, url, headers, body }: CurlRequest): Partial<JobFormValues> {
  const texts = {
    ...task.http,
    method,
    url,
    headers: headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
    body: body ?? '',
  };
  return { kind: 'http', task: { ...task, http: texts } };
}
