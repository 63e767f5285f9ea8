import type { JobDraft } from '@punctual/contracts/jobs/job';
import { JOB_LIMITS } from '@punctual/contracts/jobs/job-limits';
import { httpTask } from '@punctual/contracts/tasks/http-task';
import { safeParse } from '@punctual/contracts/validation';
import { commandWords } from '../../../lib/strings/commands.ts';
import { importWords } from '../../../lib/strings/import.ts';
import { language } from '../../../lib/strings/language.ts';
import { isTimezone } from '../../../lib/time/zones.ts';
import { callName, toldApart } from '../call-name.ts';
import { readCronCommand } from '../form/paste/crontab-line.ts';
import { type SealedCall, sealSecrets } from '../form/paste/seal-secrets.ts';
import { type PlannedLine, type RefusedLine, readCrontabText } from './crontab-text.ts';

/** Room for what tells names apart. */
const LONGEST_NAME = JOB_LIMITS.name - ' (500)'.length;

/** A job made from a line. */
export interface ImportedLine {
  number: number;
  text: string;
  draft: JobDraft;
  call: string;
  expression: string;
  zone: string;
  /** Options of the command that a job has no place for. */
  leftOut: readonly string[];
  /** Where secrets were found, which are sealed. */
  sealed: readonly string[];
  /** A secret that stays in the address; null for none. */
  open: string | null;
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
    jobs: named(made.filter((line) => 'draft' in line)),
    refused: [...refused, ...wrong].sort((a, b) => a.number - b.number),
    settings: [...new Set(settings)],
  };
}

function named(lines: readonly ImportedLine[]): ImportedLine[] {
  const names = toldApart(lines.map(({ draft }) => draft.name));
  return lines.map((line, at) => ({ ...line, draft: { ...line.draft, name: names[at] ?? line.draft.name } }));
}

function jobOf(line: PlannedLine): ImportedLine | RefusedLine {
  const { number, text, expression, zone } = line;
  const read = readCronCommand(line.command);
  const reason = (why: string): RefusedLine => ({ number, text, reason: why });
  if (read === null) return reason(commandWords.noCommand);
  if ('refused' in read) return reason(read.refused);
  const sealed = sealSecrets(read.request);
  const { method, url, leftOut } = sealed.request;
  const task = safeParse(httpTask, taskOf(sealed), language);
  if (!task.success) return reason(explain(task.error.issues[0]));
  if (!isTimezone(zone)) return reason(importWords.refused.zone(zone));
  const name = (line.name ?? callName(method, url)).slice(0, LONGEST_NAME);
  const schedule = { kind: 'cron' as const, expression, timezone: zone };
  const draft: JobDraft = { name, task: task.data, schedule };
  const { found, open } = sealed;
  return { number, text, draft, call: `${method} ${url}`, expression, zone, leftOut, sealed: found, open };
}

/** Says what the contract has against a call, with the header that it is about. */
function explain(issue: { path: PropertyKey[]; message: string } | undefined): string {
  if (issue === undefined) return commandWords.noCommand;
  const [part, name] = issue.path;
  return part === 'headers' && name !== undefined
    ? commandWords.ofHeader(String(name), issue.message)
    : issue.message;
}

const taskOf = ({ request: { method, url, headers, body }, secrets }: SealedCall) => ({
  type: 'http',
  method,
  url,
  ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
  ...(body !== null && body !== '' && { body }),
  ...(Object.keys(secrets).length > 0 && { secrets }),
});
