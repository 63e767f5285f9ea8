import type { JobDraft } from '@punctual/shared/jobs/job';
import type { Person } from './people.ts';

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
const MINUTE = 60_000;
/** One in this many is disabled. */
const DISABLED = 9;

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T;

/** The job of this number: every kind of schedule and task comes by, always the same for the same number. */
export function jobDraft(number: number, person: Person, now: Date): JobDraft {
  return {
    name: `${pick(NAMES, number)} ${number}`,
    tags: [pick(TAGS, number)],
    task: task(number, person),
    schedule: schedule(number, person, now),
    enabled: number % DISABLED !== 0,
  };
}

function task(number: number, { email }: Person): JobDraft['task'] {
  if (number % 2 === 0) return { type: 'log', data: { number } };
  return {
    type: 'email',
    to: [email],
    subject: `${pick(NAMES, number)} ${number}`,
    text: 'A message to look at.',
  };
}

function schedule(number: number, { timezone }: Person, now: Date): JobDraft['schedule'] {
  const soon = new Date(now.getTime() + (1 + (number % 120)) * MINUTE).toISOString();
  const kinds: JobDraft['schedule'][] = [
    { kind: 'cron', expression: pick(CRONS, number), timezone },
    { kind: 'interval', every: pick(EVERY, number) },
    { kind: 'once', at: soon },
    { kind: 'frequency', frequency: pick(FREQUENCIES, number), startDate: soon, timezone },
  ];
  return pick(kinds, number);
}
