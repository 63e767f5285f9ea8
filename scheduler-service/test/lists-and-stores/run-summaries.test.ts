import type { RunDocument } from '@punctual/engine/database/documents';
import { useDatabase } from '@punctual/testing/engine/database';
import { after, aJob, aRun, NOON } from '@punctual/testing/engine/documents';
import { Types } from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';
import { listReaderFor } from '../../src/lists/choose-list-reader.ts';
import { RunLists } from '../../src/runs/run-lists.ts';
import { RunSummaries } from '../../src/runs/run-summaries.ts';

const database = useDatabase();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The distance of a job's runs (ms) and their number: from a burst to a yearly job that has just begun. */
const HABITS: [number, number][] = [
  [1, 90],
  [0, 45],
  [1_000, 80],
  [MINUTE, 60],
  [15 * MINUTE, 50],
  [60 * MINUTE, 70],
  [DAY, 60],
  [7 * DAY, 45],
  [30 * DAY, 3],
  [MINUTE, 0],
];

const jobs = HABITS.map(([, total]) =>
  aJob({ counts: { total, completed: total, failed: 0, skipped: 0, canceled: 0 } }),
);
const ids = jobs.map(({ _id }) => _id);
let lists: RunLists;

beforeAll(async () => {
  lists = new RunLists(database.models, await listReaderFor(database.models.runs.db));
  const runs = HABITS.flatMap(([apart, count], index) => {
    const job = jobs[index] as (typeof jobs)[number];
    const of = (i: number) => {
      const scheduledFor = after(NOON, -i * apart - index * DAY);
      return aRun(job, { scheduledFor, runKey: `${index} ${i}` });
    };
    const made = Array.from({ length: count }, (_, i) => of(i));
    const [last] = made;
    job.lastRun = last ? ({ ...last, id: last._id } as unknown as typeof job.lastRun) : null;
    return made;
  });
  await database.jobs.insertMany(jobs);
  await database.runs.insertMany(runs);
});

const idsOf = (runs: Iterable<Pick<RunDocument, '_id'>>) => [...runs].map(({ _id }) => _id.toHexString());

describe('run summaries:', () => {
  it.each([5_000, 100, 30, 2])(
    'the last runs of each of many jobs are those that its own list begins with, %i read at a time',
    async (read) => {
      const strips = await new RunSummaries(database.models, lists, read).strips({}, ids);
      for (const jobId of ids) {
        const { data } = await lists.list({ jobId }, 20);
        expect(idsOf(strips.get(jobId.toHexString()) ?? [])).toEqual(idsOf(data));
      }
    },
  );

  it('are those of existing jobs within the scope', async () => {
    const [mine] = jobs as [(typeof jobs)[number]];
    const figures = new RunSummaries(database.models, lists);
    const strips = await figures.strips({ ownerId: mine.ownerId }, [...ids, new Types.ObjectId()]);
    expect([...strips.keys()]).toEqual([mine._id.toHexString()]);
  });
});

describe('the neighbours of a run:', () => {
  it.each(HABITS.flatMap(([, count], index) => (count > 2 ? [index] : [])))(
    'they lead through all runs of the job, there and back: job %i',
    async (index) => {
      const { data } = await lists.list({ jobId: ids[index] }, 100);
      for (const [place, run] of [...data.entries()].slice(0, 40)) {
        const { older, newer } = await lists.neighbours(run);
        expect(idsOf([older, newer].filter((one) => one !== null))).toEqual(
          idsOf([data[place + 1], data[place - 1]].filter((one) => one !== undefined)),
        );
      }
    },
  );
});
