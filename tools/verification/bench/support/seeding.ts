import { type JobDraft, jobInput } from '@punctual/contracts/jobs/job';
import { resolveSchedule } from '@punctual/contracts/schedules/resolve-schedule';
import { HOUR_MS } from '@punctual/contracts/time';
import type { Collections } from '@punctual/engine/database/collections';
import type { JobDocument, JobSettings } from '@punctual/engine/database/documents';
import { newJob } from '@punctual/engine/database/new-job';
import { Types } from 'mongoose';
import type { Say } from '../../support/measuring/bench.ts';

const BATCH = 5_000;
const OWNERS = Array.from({ length: 100 }, () => new Types.ObjectId());

/** A job as the API would make it of this draft. */
function settingsOf(schedule: JobDraft['schedule'], now: Date): JobSettings {
  const input = jobInput.parse({ name: 'Bench', task: { type: 'log', data: { note: 'bench' } }, schedule });
  const completion = resolveSchedule(input.schedule, { now, seed: 'bench' });
  if (!completion.ok) throw new Error(JSON.stringify(completion.issues));
  return { ...input, schedule: completion.schedule };
}

/** Inserts jobs with a task that does nothing straight into the database, as the API would have created them. */
export async function seedJobs(
  { jobs }: Collections,
  count: number,
  scheduleOf: (number: number) => JobDraft['schedule'],
  say: Say = () => {},
  owners: Types.ObjectId[] = OWNERS,
): Promise<void> {
  const now = new Date();
  let template: JobSettings | undefined;
  let known: JobDraft['schedule'] | undefined;
  for (let from = 0; from < count; from += BATCH) {
    const batch: JobDocument[] = [];
    for (let number = from; number < Math.min(count, from + BATCH); number += 1) {
      const schedule = scheduleOf(number);
      if (!template || schedule !== known) template = settingsOf(schedule, now);
      known = schedule;
      const owner = owners[number % owners.length] as Types.ObjectId;
      batch.push(newJob(owner, template, now, new Types.ObjectId()));
    }
    await jobs.insertMany(batch, { ordered: false });
    if (count > 20 * BATCH && from % (20 * BATCH) === 0)
      say(`seeded ${from + batch.length} of ${count} jobs`);
  }
}

/** Jobs that are due once, all at one instant. */
export const seedDue = (collections: Collections, count: number, at: Date): Promise<void> => {
  const schedule = { kind: 'once', at: at.toISOString() } as const;
  return seedJobs(collections, count, () => schedule);
};

/** Jobs that are due in an hour and later, spread over a month: they wait, and have to be stepped over. */
export const seedPending = (
  collections: Collections,
  count: number,
  say?: Say,
  owners?: Types.ObjectId[],
): Promise<void> => {
  const first = Date.now() + HOUR_MS;
  const schedules = Array.from({ length: 1_000 }, (_, i) => ({
    kind: 'once' as const,
    at: new Date(first + i * 2_592_000).toISOString(),
  }));
  const run = Math.max(1, Math.ceil(count / schedules.length));
  const scheduleOf = (n: number) => schedules[Math.floor(n / run)] as (typeof schedules)[0];
  return seedJobs(collections, count, scheduleOf, say, owners);
};
