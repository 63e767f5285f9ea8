import { every } from '@punctual/testing/engine/documents';
import { heldAnswer } from '@punctual/testing/watcher/held-answer';
import { inSeconds, mailingJob, until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { beforeAll, expect, it } from 'vitest';

const WATCHERS = 4;
const RUNS = 120;
const here = useSurroundings();
beforeAll(async () => {
  for (let i = 0; i < WATCHERS; i += 1) await here.watch();
});

it('maxRuns counts runs that were started: three of a slow job are, though occurrences overlap them', async () => {
  const to = 'thrice@example.com';
  const answers = [heldAnswer(), heldAnswer(), heldAnswer()];
  here.smtp.script(to, ...answers.map(({ answer }) => answer));
  const job = await here.add(mailingJob(to, { schedule: every(1, inSeconds(1), { maxRuns: 3 }) }));
  const skipped = (count: number) =>
    here.db.runs.countDocuments({ jobId: job._id, reason: 'OVERLAP' }).then((found) => found >= count);
  for (const [i, held] of answers.entries()) {
    await here.whenJob(job, { starts: i + 1 });
    if (i < 2) await until(async () => expect(await skipped(i + 1)).toBe(true));
    held.give();
  }
  const done = { status: 'COMPLETED', starts: 3, numberedRuns: [], nextRunAt: null } as const;
  const { counts } = await here.whenJob(job, { ...done, counts: { completed: 3 } });
  expect(counts.skipped).toBeGreaterThanOrEqual(2);
  expect(here.smtp.for(to)).toHaveLength(3);
});

it(`of ${RUNS} runs that wait, ${WATCHERS} watchers start exactly maxRuns where overlap is allowed`, async () => {
  const to = 'ten@example.com';
  const schedule = every(60, inSeconds(-60 * RUNS), { maxRuns: 10 });
  const ended = { nextRunAt: null, nextOccurrence: null };
  const job = await here.add(mailingJob(to, { schedule, overlap: 'allow', ...ended }));
  const waiting = Array.from({ length: RUNS }, (_, i) => inSeconds(-i / 1_000));
  await Promise.all(waiting.map((scheduledFor) => here.arrive(job, { trigger: 'schedule', scheduledFor })));
  await here.whenJob(job, { counts: { completed: 10, skipped: RUNS - 10 }, starts: 10, status: 'COMPLETED' });
  const reasons = await here.db.runs.distinct('reason', { jobId: job._id, status: 'SKIPPED' });
  expect(reasons).toEqual(['MAX_RUNS']);
  expect(here.smtp.for(to)).toHaveLength(10);
});
