import type { JobView } from '@punctual/contracts/jobs/job';
import { DAY_MS } from '@punctual/contracts/time';
import type { Person } from './person.ts';

export const tomorrow = (): string => new Date(Date.now() + DAY_MS).toISOString();

/** The least that makes a job: a log entry, once, tomorrow. */
export const aJob = (more: object = {}) => ({
  name: 'Water the plants',
  task: { type: 'log' },
  schedule: { kind: 'once', at: tomorrow() },
  ...more,
});

/** The least that makes an email job; `task` replaces parts of the email. */
export const anEmailJob = (email: object = {}, more: object = {}) =>
  aJob({
    name: 'Monday report',
    task: { type: 'email', to: ['ops@example.com'], subject: 'Report', text: 'All is well.', ...email },
    ...more,
  });

export async function created(person: Person, draft: object = aJob()): Promise<JobView> {
  const { status, body } = await person.post<JobView>('/users/jobs', draft);
  if (status !== 201) throw new Error(`The job was not created: ${JSON.stringify(body)}`);
  return body;
}
