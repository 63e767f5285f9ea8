import { expect, inject, it } from 'vitest';
import { inSeconds, useStack } from '../stack/stack.ts';
import type {} from '../vitest.faults.ts';

const WATCHERS = 5;
const JOBS = inject('manyJobs');
const MOST_REQUESTS_PER_RUN = 3;
const LONG_MS = 240_000;
const here = useStack();

it(
  `${WATCHERS} watchers at once make of each due job one run and one effect, at a bounded cost`,
  async () => {
    const { link, env } = await here.linkToMongo();
    await Promise.all(Array.from({ length: WATCHERS }, () => here.watcher(env)));
    const before = link.requests;
    await here.due(JOBS, inSeconds(5));
    await here.settled(LONG_MS);
    const perRun = (link.requests - before) / JOBS;
    process.stdout.write(
      `${JOBS} jobs, ${WATCHERS} watchers: ${perRun.toFixed(2)} requests to MongoDB per run\n`,
    );
    expect(perRun).toBeLessThan(MOST_REQUESTS_PER_RUN);
    expect(here.sink.effects).toHaveLength(JOBS);
    // One that was taken and given back before its effect, because the database was slow, has a later fence.
    expect(await here.db.runs.countDocuments()).toBe(JOBS);
    expect(await here.verdict()).toEqual([]);
  },
  LONG_MS + 60_000,
);
