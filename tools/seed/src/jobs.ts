import { type JobDraft, jobInput } from '@punctual/contracts/jobs/job';
import { resolveSchedule } from '@punctual/contracts/schedules/resolve-schedule';
import { DAY_MS } from '@punctual/contracts/time';
import type { JobDocument, UserDocument } from '@punctual/engine/database/documents';
import { newJob } from '@punctual/engine/database/new-job';
import { chance, idAt, pick } from './chance.ts';

const NAMES = [
  'Monday report',
  'Backup check',
  'Invoice reminder',
  'Stand-up note',
  'Newsletter',
  'Clean-up',
  'Price update',
];
const TAGS = ['report', 'ops', 'billing', 'team'];
const CRONS = ['0 9 * * MON', '*/15 * * * *', '30 2 * * *', '0 8 1 * *', '0 18 * * 1-5', '@daily'];
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY'] as const;
const EVERY = ['15m', '1h', '6h', '1d'];
const OVERLAPS = ['skip', 'skip', 'queueOne', 'allow'] as const;
const OLDEST_DAYS = 30;
const DISABLED_SHARE = 0.1;

/** The job of this number, made some days ago: every kind of schedule, task and policy comes by. */
export function seededJob(seed: number, number: number, owner: UserDocument, now: Date): JobDocument {
  const at = (what: string) => chance(seed, 'job', number, what);
  const createdAt = new Date(now.getTime() - DAY_MS * (1 + at('age') * (OLDEST_DAYS - 1)));
  const input = jobInput.parse(draftOf(number, owner, createdAt, at));
  const context = { now: createdAt, seed: `${seed}-${number}`, defaultTimezone: owner.timezone };
  const completion = resolveSchedule(input.schedule, context);
  if (!completion.ok) throw new Error(JSON.stringify(completion.issues));
  const settings = { ...input, schedule: completion.schedule };
  return newJob(owner._id, settings, createdAt, idAt(createdAt, seed, 'job', number));
}

function draftOf(
  number: number,
  owner: UserDocument,
  createdAt: Date,
  at: (what: string) => number,
): JobDraft {
  const name = `${pick(NAMES, at('name'))} ${number}`;
  return {
    name,
    tags: [pick(TAGS, at('tag'))],
    task: taskOf(name, owner, at('task')),
    schedule: scheduleOf(owner, createdAt, at),
    overlap: pick(OVERLAPS, at('overlap')),
    enabled: at('enabled') >= DISABLED_SHARE,
  };
}

function taskOf(name: string, { email }: UserDocument, at: number): JobDraft['task'] {
  if (at < 0.5) return { type: 'log', data: { note: name } };
  if (at < 0.7) return { type: 'http', url: 'https://example.com/hook', method: 'POST', body: { name } };
  return { type: 'email', to: [email], subject: name, text: 'A message to look at.' };
}

/** A once lies within 40 days of its making: some have passed, some are to come. */
function scheduleOf(
  { timezone }: UserDocument,
  createdAt: Date,
  at: (what: string) => number,
): JobDraft['schedule'] {
  const start = new Date(createdAt.getTime() + 60_000 + at('start') * 40 * DAY_MS).toISOString();
  const kinds: JobDraft['schedule'][] = [
    { kind: 'cron', expression: pick(CRONS, at('cron')), timezone },
    { kind: 'interval', every: pick(EVERY, at('every')) },
    { kind: 'once', at: start },
    {
      kind: 'frequency',
      frequency: pick(FREQUENCIES, at('frequency')),
      startDate: createdAt.toISOString(),
      timezone,
    },
  ];
  return pick(kinds, at('kind'));
}
