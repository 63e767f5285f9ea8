import { useDatabase } from '@punctual/testing/engine/database';
import { after, aJob, at, every, NOON, once } from '@punctual/testing/engine/documents';
import { losingAnswers, losingRequests, meanwhile } from '@punctual/testing/engine/faults';
import { RunEngine } from '@punctual/testing/engine/run-engine';
import { describe, expect, it } from 'vitest';
import type { JobDocument } from '../src/database/documents.ts';
import { Materialiser } from '../src/runs/materialiser.ts';

const AHEAD_MS = 2_000;
const db = useDatabase();
const engine = new RunEngine(db);
const materialiser = () => new Materialiser(db.collections);

/** One look at the jobs as the watcher takes it, `now` by its clock. */
async function step(now: Date, by = materialiser()) {
  const until = after(now, AHEAD_MS);
  return by.materialise(await by.due(until, 500), now, until);
}
const runsOf = (job: JobDocument) => db.runs.find({ jobId: job._id }).sort({ scheduledFor: 1 }).toArray();
const instantsOf = async (job: JobDocument) => (await runsOf(job)).map(({ scheduledFor }) => scheduledFor);

describe('a job that is due', () => {
  it('gets its run, which waits for the due instant, and moves on', async () => {
    const job = await engine.addJob({ schedule: every(60, NOON) });
    const { waiting } = await step(after(NOON, -500));
    const [run] = await runsOf(job);
    expect(waiting).toContainEqual(run);
    expect(run).toMatchObject({
      status: 'PENDING',
      trigger: 'schedule',
      scheduledFor: NOON,
      dueAt: NOON,
      fence: 0,
    });
    expect(run).toMatchObject({ nextAttemptAt: NOON, dispatchAfter: at(5), missed: null, settled: false });
    expect(await engine.job(job)).toMatchObject({
      status: 'PENDING',
      nextRunAt: at(60),
      nextOccurrence: at(60),
    });
  });

  it('has no next time after its only one, and waits for its run', async () => {
    const job = await engine.addJob({ schedule: once(NOON) });
    await step(NOON);
    expect(await engine.job(job)).toMatchObject({ status: 'PENDING', nextRunAt: null, nextOccurrence: null });
  });

  it('is still RUNNING while an earlier run of it is', async () => {
    const job = await engine.addJob({ schedule: every(60, NOON) });
    await engine.running(job, { scheduledFor: at(-60) });
    await step(NOON);
    expect((await engine.job(job)).status).toBe('RUNNING');
  });

  it('is still RUNNING while runs that may overlap are, of which none is the active one', async () => {
    const job = await engine.addJob({ schedule: every(60, NOON), overlap: 'allow' });
    await engine.running(job, { scheduledFor: at(-60) });
    await step(NOON);
    expect(await engine.job(job)).toMatchObject({ status: 'RUNNING', nextRunAt: at(60) });
  });

  it('keeps what it was in its run, whatever is edited later', async () => {
    const job = await engine.addJob({ task: { type: 'log', data: '$name' }, name: '$$ROOT' });
    await step(NOON);
    const [run] = await runsOf(job);
    const { name, task, retry, timeoutMs, overlap, delivery } = job;
    expect(run?.snapshot).toEqual({
      version: 1,
      name,
      task,
      retry,
      timeoutMs,
      overlap,
      delivery,
    });
  });

  it('is due by its jitter, and records its nominal instant', async () => {
    const job = await engine.addJob({ schedule: every(60, NOON, { jitterMs: 20_000 }) });
    const due = job.nextRunAt as Date;
    await step(due);
    expect((await runsOf(job))[0]).toMatchObject({ scheduledFor: NOON, dueAt: due, nextAttemptAt: due });
  });

  it.each<[string, Partial<JobDocument>]>([
    ['is disabled', { enabled: false }],
    ['belongs to a disabled account', { ownerDisabled: true }],
    ['has no next time', { nextRunAt: null, nextOccurrence: null }],
    ['is not due yet', { schedule: once(at(3)) }],
  ])('is not meant when it %s', async (_, more) => {
    const job = await engine.addJob(more);
    await step(NOON);
    expect(await runsOf(job)).toEqual([]);
    expect(await engine.job(job)).toEqual(job);
  });

  it('is found before one that became due later, on whichever shard', async () => {
    await db.empty();
    const [late, early] = [
      aJob({ schedule: once(at(-1)), shard: 3 }),
      aJob({ schedule: once(at(-2)), shard: 60 }),
    ];
    await db.jobs.insertMany([late, early]);
    expect((await materialiser().due(NOON, 1)).map(({ _id }) => _id)).toEqual([early._id]);
  });
});

describe('an interval of a second', () => {
  it('makes each occurrence once over many steps', async () => {
    const job = await engine.addJob({ schedule: every(1, NOON) });
    for (let second = 0; second < 8; second += 1) await step(after(at(second), 300 * (second % 3)));
    expect(await instantsOf(job)).toEqual(Array.from({ length: 10 }, (_, i) => at(i)));
  });

  it('makes up in one step for steps that were late', async () => {
    const job = await engine.addJob({ schedule: every(1, NOON) });
    await step(at(0));
    await step(at(20));
    expect(await instantsOf(job)).toEqual(Array.from({ length: 23 }, (_, i) => at(i)));
  });
});

describe('several watchers', () => {
  it('make each run once between them, and each run is answered to one of them', async () => {
    await db.empty();
    const jobs = Array.from({ length: 100 }, (_, i) =>
      aJob({ schedule: every(60, after(NOON, i)), shard: i % 64 }),
    );
    await db.jobs.insertMany(jobs);
    const answers = await Promise.all([step(NOON), step(NOON), step(NOON)]);
    expect(await db.runs.countDocuments()).toBe(100);
    expect(answers.flatMap(({ waiting }) => waiting)).toHaveLength(100);
  });

  it('do not fail each other, however many record the same runs at once', async () => {
    await db.empty();
    const jobs = Array.from({ length: 20 }, () => aJob({ schedule: every(60, NOON) }));
    for (let round = 0; round < 3; round += 1) {
      const due = jobs.map((job) => ({ ...job, scheduleRevision: round }));
      const all = Array.from({ length: 6 }, () => materialiser().materialise(due, NOON, NOON));
      expect((await Promise.all(all)).flatMap(({ waiting }) => waiting)).toHaveLength(20);
    }
    // Where DocumentDB finds them deadlocked, one gives way after a second: several times, with so many.
  }, 60_000);

  it('that were cut off between the two writes leave the rest to the next step', async () => {
    const job = await engine.addJob({ schedule: every(60, NOON) });
    const cut = new Materialiser(losingRequests(db.collections, 'jobs'));
    await expect(step(NOON, cut)).rejects.toThrow('the connection broke');
    expect(await engine.job(job)).toEqual(job);
    await step(NOON);
    expect(await instantsOf(job)).toEqual([NOON]);
    expect((await engine.job(job)).nextRunAt).toEqual(at(60));
  });

  it('do not show as waiting what has run and ended before the job was moved on', async () => {
    const job = await engine.addJob({ schedule: once(NOON) });
    await expect(step(NOON, new Materialiser(losingRequests(db.collections, 'jobs')))).rejects.toThrow();
    const [run] = await runsOf(job);
    const started = await engine.start(run as NonNullable<typeof run>);
    await engine.acquire(started);
    await engine.summaries.summarize([await engine.finish(started, { change: 'fail' })], true);
    await step(NOON);
    expect(await engine.job(job)).toMatchObject({ status: 'FAILED', nextRunAt: null });
  });
});

describe('a job that was changed between the reading and the moving on', () => {
  /** Takes a step in which the job is changed just before it would be moved on. */
  const stepWhile = (job: JobDocument, change: Partial<JobDocument>) => {
    const edit = () => db.jobs.updateOne({ _id: job._id }, { $set: change });
    return step(NOON, new Materialiser(meanwhile(db.collections, 'jobs', edit)));
  };

  it.each<[string, Partial<JobDocument>]>([
    ['edited', { scheduleRevision: 2, nextRunAt: at(30), nextOccurrence: at(30) }],
    ['disabled', { enabled: false, scheduleRevision: 2, nextRunAt: null, nextOccurrence: null }],
    ['disabled, and nothing else yet', { enabled: false }],
    ['moved on by another watcher', { nextRunAt: at(120), nextOccurrence: at(120) }],
  ])('stays as it was %s', async (_, change) => {
    const job = await engine.addJob({ schedule: every(60, NOON) });
    await stepWhile(job, change);
    expect(await engine.job(job)).toEqual({ ...job, ...change });
  });
});

describe('a job that was missed', () => {
  it('gets one run for the newest missed time, which says how many more there were', async () => {
    const job = await engine.addJob({ schedule: every(3_600, at(-10 * 3_600)) });
    await step(after(NOON, 5 * 60_000));
    expect(await runsOf(job)).toMatchObject([
      { scheduledFor: NOON, trigger: 'catchup', missed: 10, status: 'PENDING' },
    ]);
    expect((await engine.job(job)).nextRunAt).toEqual(at(3_600));
  });

  it('for longer than it wants to be caught up is answered as expired, and no worker may mistake it', async () => {
    const job = await engine.addJob({ schedule: once(at(-7_200)), catchUpWindowMs: 3_600_000 });
    const { waiting, expired } = await step(NOON);
    expect(waiting.map(({ jobId }) => jobId)).not.toContainEqual(job._id);
    expect(expired).toMatchObject([{ jobId: job._id, status: 'PENDING', reason: 'MISFIRED' }]);
  });

  it('is judged by one instant, also where the watcher was lost before it moved the job on', async () => {
    const job = await engine.addJob({ schedule: every(40, at(-400)) });
    const lost = new Materialiser(losingAnswers(db.collections, 'runs', 'insertMany'));
    await expect(step(at(30), lost)).rejects.toThrow();
    expect((await engine.job(job)).backlogUntil).toEqual(at(30));
    await step(at(79));
    expect(await runsOf(job)).toMatchObject([
      { scheduledFor: NOON, trigger: 'catchup', missed: 10 },
      { scheduledFor: at(40), trigger: 'schedule', missed: null, after: expect.any(String) },
      { scheduledFor: at(80), trigger: 'schedule', after: null },
    ]);
  });

  it('is caught up behind runs that were recorded before, where all is wanted', async () => {
    const job = await engine.addJob({
      schedule: every(40, at(-400)),
      misfire: 'all',
      nextOccurrence: at(-80),
      nextRunAt: at(-80),
    });
    const recorded = await engine.addRun(job, { scheduledFor: at(-120) });
    await step(at(-10));
    const [, first, second] = await runsOf(job);
    expect([first?.after, second?.after]).toEqual([recorded.runKey, first?.runKey]);
  });

  it('was stored by the release before', async () => {
    const job = await engine.addJob({ schedule: every(3_600, at(-10 * 3_600)) });
    await db.jobs.updateOne({ _id: job._id }, { $unset: { backlogUntil: '' } });
    await step(at(300));
    expect(await instantsOf(job)).toEqual([NOON]);
    expect((await engine.job(job)).backlogUntil).toEqual(at(300));
  });

  it.each(['skip', 'allow'] as const)(
    'by less than a minute runs one after the other, and nothing of it is missed (overlap %s)',
    async (overlap) => {
      const job = await engine.addJob({ schedule: every(20, at(-40)), misfire: 'skip', overlap });
      const { waiting } = await step(after(NOON, 5_000));
      const [first, second, third] = await runsOf(job);
      expect(waiting.map(({ runKey }) => runKey)).toContain(first?.runKey);
      expect([first, second, third]).toMatchObject([
        { trigger: 'schedule', after: null, followed: true },
        { trigger: 'schedule', after: first?.runKey, followed: true },
        { trigger: 'schedule', after: second?.runKey, followed: false },
      ]);
    },
  );

  it('twice finds the same run, whatever was cut off', async () => {
    const job = await engine.addJob({ schedule: every(3_600, at(-10 * 3_600)) });
    await expect(step(at(300), new Materialiser(losingRequests(db.collections, 'jobs')))).rejects.toThrow();
    await step(at(301));
    expect(await instantsOf(job)).toEqual([NOON]);
  });
});

describe('a job whose schedule cannot be computed', () => {
  const BROKEN = {
    kind: 'cron',
    expression: 'not cron',
    timezone: 'Nowhere/At_All',
  } as unknown as JobDocument['schedule'];

  it('is named, stays as it is, and holds up no other', async () => {
    await db.empty();
    const broken = aJob({ nextRunAt: at(-1), nextOccurrence: at(-1) });
    const job = await engine.addJob();
    await db.jobs.insertOne({ ...broken, schedule: BROKEN });
    const { failed } = await step(NOON);
    expect(failed.map(({ job: { _id } }) => _id)).toEqual([broken._id]);
    expect(await instantsOf(job)).toEqual([NOON]);
    expect((await engine.job(broken)).nextRunAt).toEqual(at(-1));
  });
});
