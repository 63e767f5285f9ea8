import { HOUR_MS } from '@punctual/contracts/time';
import type { JobDocument } from '@punctual/engine/database/documents';
import { after, aSchedule } from '@punctual/testing/engine/documents';
import { expect, it } from 'vitest';
import { useClockedMongo } from '../stack/clocked-mongo.ts';
import { useStack } from '../stack/stack.ts';

// New York, 2027: on 14 March 02:00 EST becomes 03:00 EDT; on 7 November 02:00 EDT becomes 01:00 EST.
const NOT_THERE = new Date('2027-03-14T07:00:00.000Z');
const FIRST_0130 = new Date('2027-11-07T05:30:00.000Z');
const SECOND_0130 = new Date('2027-11-07T06:30:00.000Z');
/** Time for processes to start, and to notice that the clock was set. */
const BEFORE_MS = 15_000;
const LONG_MS = 180_000;

const mongo = await useClockedMongo();
const here = useStack('uri' in mongo ? mongo.uri : undefined);

/** Jobs of each day at this time of New York's. */
async function daily(expression: string, before: Date, rules: object[]): Promise<JobDocument[]> {
  const now = after(before, -HOUR_MS / 4);
  const input = { kind: 'cron', expression, timezone: 'America/New_York' } as const;
  const jobs = rules.map((dst) => here.job({ schedule: aSchedule({ ...input, dst }, now) }));
  await here.db.jobs.insertMany(jobs);
  return jobs;
}

/** Runs of jobs at these instants are expected, and all is waited for that is due shortly after the last one. */
async function runAt(...expected: [JobDocument | undefined, Date][]): Promise<void> {
  for (const [job, at] of expected) here.expect(job?._id.toHexString() ?? '', at);
  const last = expected.at(-1)?.[1] ?? new Date();
  await here.due(1, after(last, 2_000));
  await here.settled(LONG_MS);
}

it(
  'a time that a clock change leaves out: runs at the change, or not at all, as the job says',
  async ({ skip }) => {
    if ('why' in mongo) return skip(mongo.why);
    mongo.clock.setTo(after(NOT_THERE, -BEFORE_MS));
    const [shifted] = await daily('30 2 * * *', NOT_THERE, [{ gap: 'shift' }, { gap: 'skip' }]);
    await Promise.all([here.watcher(), here.watcher()]);
    await runAt([shifted, NOT_THERE]);
    expect(await here.verdict()).toEqual([]);
  },
  LONG_MS,
);

it(
  'a time that comes twice: runs the first time, or both times, as the job says',
  async ({ skip }) => {
    if ('why' in mongo) return skip(mongo.why);
    mongo.clock.setTo(after(FIRST_0130, -BEFORE_MS));
    const [once, both] = await daily('30 1 * * *', FIRST_0130, [{ overlap: 'once' }, { overlap: 'both' }]);
    await Promise.all([here.watcher(), here.watcher()]);
    await runAt([once, FIRST_0130], [both, FIRST_0130]);
    mongo.clock.setTo(after(SECOND_0130, -BEFORE_MS));
    await runAt([both, SECOND_0130]);
    expect(await here.verdict()).toEqual([]);
  },
  2 * LONG_MS,
);
