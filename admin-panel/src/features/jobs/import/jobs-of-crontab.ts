import type { JobDraft } from '@punctual/contracts/jobs/job';
import { JOB_LIMITS } from '@punctual/contracts/jobs/job-limits';
import { httpTask } from '@punctual/contracts/tasks/http-task';
import { importWords } from '../../../lib/strings/import.ts';
import { type CurlRequest, readCurl } from '../form/paste/curl-command.ts';
import { type PlannedLine, type RefusedLine, readCrontabText } from './crontab-text.ts';
import { shellNeed, withoutRedirections } from './shell-need.ts';

const words = importWords.refused;

/** A job made from a line. */
export interface ImportedLine {
  number: number;
  draft: JobDraft;
  call: string;
  expression: string;
  zone: string;
  /** Options of curl that a job has no place for. */
  leftOut: readonly string[];
}

export interface Import {
  jobs: ImportedLine[];
  refused: RefusedLine[];
  settings: string[];
}

/** Makes the jobs of a crontab, and lists the lines that make none, each in the order of the text. */
export function jobsOfCrontab(text: string, zone: string): Import {
  const { planned, refused, settings } = readCrontabText(text, zone);
  const made = planned.map(jobOf);
  const wrong = made.filter((line) => 'reason' in line);
  return {
    jobs: made.filter((line) => 'draft' in line),
    refused: [...refused, ...wrong].sort((a, b) => a.number - b.number),
    settings: [...new Set(settings)],
  };
}

function jobOf(line: PlannedLine): ImportedLine | RefusedLine {
  const { number, text, expression, zone } = line;
  const curl = curlIn(line.command);
  if (curl === null) return { number, text, reason: words.command };
  const need = shellNeed(line.command);
  if (need !== null) return { number, text, reason: words.shell(need) };
  const read = httpTask.safeParse(taskOf(curl));
  if (!read.success) return { number, text, reason: read.error.issues[0]?.message ?? words.command };
  const call = `${curl.method} ${curl.url}`;
  const name = (line.name ?? `${curl.method} ${new URL(curl.url).hostname}`).slice(0, JOB_LIMITS.name);
  const draft: JobDraft = {
    name,
    task: read.data,
    schedule: { kind: 'cron', expression, timezone: zone },
  };
  return { number, draft, call, expression, zone, leftOut: curl.leftOut };
}

/** Matches the user that the crontab of a system names before the command. */
const USER = /^[a-z_][\w-]*\s+(?=curl\s)/;

const curlIn = (command: string): CurlRequest | null =>
  readCurl(withoutRedirections(command.replace(USER, '')));

const taskOf = ({ method, url, headers, body }: CurlRequest) => ({
  type: 'http',
  method,
  url,
  ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
  ...(body !== null && { body }),
});
