import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { aRun, every } from '@punctual/testing/engine/documents';
import { somebody } from '@punctual/testing/watcher/busy-job';
import { heldAnswer } from '@punctual/testing/watcher/held-answer';
import { inSeconds, mailingJob, useSurroundings } from '@punctual/testing/watcher/watcher';
import { beforeAll, describe, expect, it } from 'vitest';

const here = useSurroundings();
beforeAll(() => here.watch());

const threeTimes = () => every(3_600, inSeconds(-7_320), { endAt: inSeconds(-120).toISOString() });
/** Adds a job whose last three occurrences were missed, an hour apart, the newest two minutes ago. */
const missing = (to: string, more: Partial<JobDocument>) =>
  here.add(mailingJob(to, { schedule: threeTimes(), ...more }));
const inOrder = (runs: RunDocument[]) =>
  runs.slice(1).every(({ startedAt }, i) => {
    const before = runs[i]?.finishedAt;
    return before && startedAt && before <= startedAt;
  });

describe.concurrent('a job that was missed three times', () => {
  it('runs once, for the newest, and counts the others (fireOnce)', async () => {
    const to = somebody();
    const job = await missing(to, { misfire: 'fireOnce' });
    const run = await here.whenRun(job, 'COMPLETED');
    expect(run).toMatchObject({ trigger: 'catchup', missed: 2, scheduledFor: inSecondsOf(job, 2) });
    expect([(await here.runsOf(job)).length, here.smtp.for(to).length]).toEqual([1, 1]);
  });

  it('does not run, and says so in one row (skip)', async () => {
    const to = somebody();
    const job = await missing(to, { misfire: 'skip' });
    expect(await here.whenRun(job, 'SKIPPED')).toMatchObject({ reason: 'MISFIRED', missed: 2 });
    await here.whenJob(job, { status: 'COMPLETED', counts: { total: 1, skipped: 1 } });
    expect(here.smtp.for(to)).toEqual([]);
  });

  it('runs three times, oldest first, each after the end of the one before (all)', async () => {
    const to = somebody();
    const job = await missing(to, { misfire: 'all' });
    const runs = await here.whenRuns(job, 'COMPLETED', 'COMPLETED', 'COMPLETED');
    expect(runs.map(({ missed }) => missed)).toEqual([0, null, null]);
    expect([inOrder(runs), here.smtp.for(to).length]).toEqual([true, 3]);
    await here.whenJob(job, { status: 'COMPLETED', active: null, counts: { completed: 3 } });
  });

  it('goes on with the next also when one fails (all)', async () => {
    const to = somebody();
    here.smtp.script(to, '550 no');
    const runs = await here.whenRuns(
      await missing(to, { misfire: 'all' }),
      'FAILED',
      'COMPLETED',
      'COMPLETED',
    );
    expect(inOrder(runs)).toBe(true);
  });

  it('goes on with the next only when one that is tried again has ended for good (all)', async () => {
    const to = somebody();
    const retry = { attempts: 3, backoff: 'fixed', delayMs: 100, maxAgeMs: 86_400_000 } as const;
    here.smtp.script(to, '451 later', '451 later');
    const runs = await here.whenRuns(
      await missing(to, { misfire: 'all', retry }),
      'COMPLETED',
      'COMPLETED',
      'COMPLETED',
    );
    expect([runs[0]?.attempt, inOrder(runs)]).toEqual([3, true]);
  });

  it('keeps the next at rest as long as one is under way (all)', async () => {
    const [to, held] = [somebody(), heldAnswer()];
    here.smtp.script(to, held.answer);
    const job = await missing(to, { misfire: 'all' });
    await here.sent(to);
    expect(await here.whenRuns(job, 'RUNNING', 'PENDING', 'PENDING')).toMatchObject([
      {},
      { fence: 0 },
      { fence: 0 },
    ]);
    held.give();
    await here.whenRuns(job, 'COMPLETED', 'COMPLETED', 'COMPLETED');
  });

  it('runs also where it is the newest only that lies in its window (all)', async () => {
    const job = await missing(somebody(), { misfire: 'all', catchUpWindowMs: 600_000 });
    expect(await here.whenRun(job, 'COMPLETED')).toMatchObject({ trigger: 'catchup', missed: 2 });
    expect(await here.runsOf(job)).toHaveLength(1);
  });
});

/** Due two, three and four minutes ago, recorded then, and not sent: Redis was away. */
async function kept(to: string, misfire: JobDocument['misfire']): Promise<JobDocument> {
  const job = mailingJob(to, { misfire, nextOccurrence: null, nextRunAt: null });
  const runs = [-240, -180, -120].map((seconds) => {
    const due = inSeconds(seconds);
    return aRun(job, { scheduledFor: due, dispatchAfter: due });
  });
  await here.add(job);
  await here.db.runs.insertMany(runs);
  return job;
}

describe.concurrent('a job whose runs could not be dispatched for minutes', () => {
  it.each([
    ['fireOnce', ['SKIPPED', 'SKIPPED', 'COMPLETED']],
    ['skip', ['SKIPPED', 'SKIPPED', 'SKIPPED']],
    ['all', ['COMPLETED', 'COMPLETED', 'COMPLETED']],
  ] as const)('makes up for them as it wants it (%s)', async (misfire, statuses) => {
    const to = somebody();
    const runs = await here.whenRuns(await kept(to, misfire), ...statuses);
    const skipped = runs.filter(({ status }) => status === 'SKIPPED');
    expect(skipped.every(({ reason }) => reason === 'MISFIRED')).toBe(true);
    expect(here.smtp.for(to)).toHaveLength(runs.length - skipped.length);
    expect(inOrder(runs.filter(({ status }) => status === 'COMPLETED'))).toBe(true);
  });
});

const inSecondsOf = ({ nextOccurrence }: JobDocument, hours: number): Date =>
  new Date((nextOccurrence?.getTime() ?? 0) + hours * 3_600_000);
