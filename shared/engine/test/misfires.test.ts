import { useDatabase } from '@punctual/testing/engine/database';
import { aRun, aSpentJob, at, every } from '@punctual/testing/engine/documents';
import { RunEngine } from '@punctual/testing/engine/run-engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobDocument, RunDocument } from '../src/database/documents.ts';
import { Misfires } from '../src/runs/misfires.ts';
import { RunRecovery } from '../src/runs/run-recovery.ts';

const HOUR_MS = 3_600_000;
/** Redis was away for ten minutes, and one run a minute was due meanwhile. */
const NOW = at(600);
const MINUTES = [0, 60, 120, 180];

const db = useDatabase();
const engine = new RunEngine(db);
let missed: Misfires;
beforeEach(async () => {
  await db.empty();
  missed = new Misfires(db.collections, engine.runs, engine.summaries, engine.processes);
});

/** Runs of one job that were recorded in time, and handed over at their due times because the queue was away. */
async function handedOver(job: Partial<JobDocument>, more: Partial<RunDocument> = {}, seconds = MINUTES) {
  const owner = aSpentJob(job);
  const runs = seconds.map((second) =>
    aRun(owner, { scheduledFor: at(second), dispatchAfter: at(second), ...more }),
  );
  await db.jobs.insertOne(owner);
  await db.runs.insertMany(runs);
  return runs;
}

/** The places in `runs` of what is skipped, caught up and sent as ever. */
async function judged(runs: RunDocument[], found = runs) {
  const places = (some: RunDocument[]) =>
    some.map(({ runKey }) => runs.findIndex((run) => run.runKey === runKey));
  const { skipped, linedUp, others } = await missed.apply(found, NOW);
  const caughtUp = linedUp.filter(({ trigger }) => trigger === 'catchup');
  return [places(skipped), places(caughtUp.map(({ run }) => run)), places(others)];
}

describe('runs that could not be dispatched for over a minute', () => {
  it.each([
    ['fireOnce', [0, 1, 2], [3]],
    ['skip', [0, 1, 2, 3], []],
    ['all', [], [0, 1, 2, 3]],
  ] as const)('are made up for as their job wants it: %s', async (misfire, skipped, caughtUp) => {
    expect(await judged(await handedOver({ misfire }))).toEqual([skipped, caughtUp, []]);
  });

  it('are skipped where they lie before the window of their job', async () => {
    const runs = await handedOver({ misfire: 'all', catchUpWindowMs: 500_000 });
    expect(await judged(runs)).toEqual([[0, 1], [2, 3], []]);
  });

  it('are caught up a hundred at most', async () => {
    const runs = await handedOver(
      { misfire: 'all' },
      {},
      Array.from({ length: 103 }, (_, i) => i),
    );
    const [skipped, caughtUp] = await judged(runs);
    expect([skipped, caughtUp?.length]).toEqual([[0, 1, 2], 100]);
  });

  it('are judged by all there are, also when not all were found at once (fireOnce)', async () => {
    const runs = await handedOver({ misfire: 'fireOnce' });
    expect(await judged(runs, runs.slice(0, 2))).toEqual([[0, 1], [], []]);
  });

  it('are late and not missed where the queue was only full', async () => {
    const runs = await handedOver({ misfire: 'skip' }, {}, [0]);
    await new RunRecovery(db.collections).handOver(runs, true);
    expect(await judged(runs, await db.runs.find().toArray())).toEqual([[], [], [0]]);
  });

  it('are left to the process that has judged them meanwhile', async () => {
    const runs = await handedOver({ misfire: 'fireOnce' });
    await db.runs.updateMany({}, { $set: { trigger: 'catchup' } });
    expect(await judged(runs)).toEqual([[], [], []]);
  });

  it('are judged with what is fresh, and not with what lies ahead', async () => {
    const runs = await handedOver({ misfire: 'fireOnce' }, {}, [480, 598, 601]);
    expect(await judged(runs)).toEqual([[0], [1], [2]]);
  });

  it('let the newest run that is late by no more than a minute (skip)', async () => {
    expect(await judged(await handedOver({ misfire: 'skip' }, {}, [480, 530, 580]))).toEqual([
      [0, 1],
      [2],
      [],
    ]);
  });

  it('are none the newest where a watcher has still to record newer ones', async () => {
    const toCome = { schedule: every(60, at(240)), nextOccurrence: at(240), nextRunAt: at(240) };
    expect(await judged(await handedOver({ misfire: 'fireOnce', ...toCome }))).toEqual([
      [0, 1, 2, 3],
      [],
      [],
    ]);
  });

  it('are none the newest where a newer one of the backlog has run', async () => {
    const runs = await handedOver({ misfire: 'fireOnce' });
    await db.runs.updateOne({ _id: runs[3]?._id }, { $set: { status: 'COMPLETED', attempt: 1 } });
    expect(await judged(runs, runs.slice(0, 3))).toEqual([[0, 1, 2], [], []]);
  });

  it('are judged by the instant that their job keeps, whoever does it and however late', async () => {
    const runs = await handedOver({ misfire: 'skip' }, {}, [480, 560]);
    await missed.apply(runs, NOW);
    const later = at(9_000);
    const { skipped, linedUp } = await missed.apply(runs, later);
    expect([skipped.length, linedUp.length]).toEqual([1, 1]);
    expect((await db.jobs.findOne({}))?.backlogUntil).toEqual(NOW);
  });

  it('are judged by one instant where several judge at once', async () => {
    const runs = await handedOver({ misfire: 'fireOnce' });
    const judges = [at(600), at(601), at(602)];
    const verdicts = await Promise.all(judges.map((now) => missed.apply(runs, now)));
    for (const { skipped, linedUp } of verdicts) expect([skipped.length, linedUp.length]).toEqual([3, 1]);
  });

  it('are judged also where their job was stored by the release before', async () => {
    const runs = await handedOver({ misfire: 'fireOnce' });
    await db.jobs.updateMany({}, { $unset: { backlogUntil: '' } });
    expect(await judged(runs)).toEqual([[0, 1, 2], [3], []]);
  });
});

/** Recorded in time and put into the queue, as far as anybody knows. */
const dispatched = { dispatchAfter: at(185) };
/** No watcher looked from then to then. */
const outage = (from: Date, to: Date) => db.models.outages.create({ from, to });

describe('runs of an outage', () => {
  afterEach(() => Promise.all([db.models.outages.deleteMany({}), db.models.watches.deleteMany({})]));

  it('are missed where it ended more than a minute after they were due', async () => {
    await outage(at(-10), at(190));
    expect(await judged(await handedOver({ misfire: 'fireOnce' }, dispatched))).toEqual([[0, 1, 2], [3], []]);
  });

  it('are late where it ended before', async () => {
    await outage(at(-10), at(55));
    expect(await judged(await handedOver({ misfire: 'skip' }, dispatched, [0]))).toEqual([[], [], [0]]);
  });

  it('are missed also while nobody has recorded its end yet', async () => {
    await db.models.watches.create({ _id: 'watch', at: at(-5) });
    expect(await judged(await handedOver({ misfire: 'skip' }, dispatched, [0]))).toEqual([[0], [], []]);
  });
});

describe('runs that are late and not missed', () => {
  it.each<[string, Partial<RunDocument>]>([
    ['dispatched in time', dispatched],
    ['dispatched again', { dispatches: 1 }],
    ['started before', { fence: 1 }],
    ['asked for by hand', { trigger: 'manual' }],
  ])('%s are sent', async (_, more) => {
    expect(await judged(await handedOver({ misfire: 'skip' }, more, [0]))).toEqual([[], [], [0]]);
  });

  it('for less than a minute are sent', async () => {
    expect(await judged(await handedOver({ misfire: 'skip' }, {}, [541]))).toEqual([[], [], [0]]);
  });

  it.each(['skip', 'queueOne', 'allow'] as const)(
    'run one after the other where several of a job waited (overlap %s)',
    async (overlap) => {
      const runs = await handedOver({ misfire: 'skip', overlap }, {}, [541, 560, 580]);
      const { linedUp } = await missed.apply(runs, NOW);
      expect(await missed.lineUp(linedUp, NOW)).toMatchObject([
        { runKey: runs[0]?.runKey, trigger: 'schedule' },
      ]);
      const rows = await db.runs.find({}).sort({ scheduledFor: 1 }).toArray();
      expect(rows.map(({ after, followed }) => [after, followed])).toEqual([
        [null, true],
        [runs[0]?.runKey, true],
        [runs[1]?.runKey, false],
      ]);
    },
  );
});

describe('catching up', () => {
  const catchUp = async (runs: RunDocument[]) => missed.lineUp((await missed.apply(runs, NOW)).linedUp, NOW);
  const afters = async () =>
    (await db.runs.find({}).sort({ scheduledFor: 1 }).toArray()).map(({ after }) => after);

  it('lets each wait for the one before it, and answers the first (all)', async () => {
    const runs = await handedOver({ misfire: 'all' });
    expect(await catchUp(runs)).toMatchObject([{ runKey: runs[0]?.runKey, trigger: 'catchup' }]);
    expect(await afters()).toEqual([null, ...runs.slice(0, 3).map(({ runKey }) => runKey)]);
  });

  it('goes on behind what is being caught up already (all)', async () => {
    const runs = await handedOver({ misfire: 'all' });
    await catchUp(runs.slice(0, 2));
    expect(await catchUp(runs.slice(2))).toEqual([]);
    expect(await afters()).toEqual([null, ...runs.slice(0, 3).map(({ runKey }) => runKey)]);
  });

  it('judges a run once', async () => {
    const runs = await handedOver({ misfire: 'fireOnce', catchUpWindowMs: HOUR_MS });
    await catchUp(runs);
    const again = await db.runs.find({ trigger: 'catchup' }).toArray();
    expect((await missed.apply(again, NOW)).others).toMatchObject([{ scheduledFor: at(180) }]);
  });
});
