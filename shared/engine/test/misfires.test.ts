import { useDatabase } from '@punctual/testing/engine/database';
import { aJob, aRun, at } from '@punctual/testing/engine/documents';
import { RunEngine } from '@punctual/testing/engine/run-engine';
import { beforeEach, describe, expect, it } from 'vitest';
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
  missed = new Misfires(db.collections, engine.runs, engine.summaries);
});

/** Runs of one job that were recorded in time, and handed over at their due times because the queue was away. */
async function handedOver(job: Partial<JobDocument>, more: Partial<RunDocument> = {}, seconds = MINUTES) {
  const owner = aJob(job);
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
  const { skipped, caughtUp, others } = await missed.apply(found, NOW);
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
    const runs = await handedOver({ misfire: 'skip' });
    await new RunRecovery(db.collections).handOver(runs, true);
    const now = await db.runs.find().sort({ scheduledFor: 1 }).toArray();
    expect(await judged(runs, now)).toEqual([[], [], [0, 1, 2, 3]]);
  });

  it('are left to the process that has judged them meanwhile', async () => {
    const runs = await handedOver({ misfire: 'fireOnce' });
    await db.runs.updateMany({}, { $set: { trigger: 'catchup' } });
    expect(await judged(runs)).toEqual([[], [], []]);
  });
});

describe('runs that are late and not missed', () => {
  it.each<[string, Partial<RunDocument>]>([
    ['dispatched in time', { dispatchAfter: at(185) }],
    ['dispatched again', { dispatches: 1 }],
    ['started before', { fence: 1 }],
    ['asked for by hand', { trigger: 'manual' }],
  ])('%s are sent', async (_, more) => {
    expect(await judged(await handedOver({ misfire: 'skip' }, more))).toEqual([[], [], [0, 1, 2, 3]]);
  });

  it('for less than a minute are sent', async () => {
    expect(await judged(await handedOver({ misfire: 'skip' }, {}, [541]))).toEqual([[], [], [0]]);
  });
});

describe('catching up', () => {
  const catchUp = async (runs: RunDocument[]) =>
    missed.catchUp((await missed.apply(runs, NOW)).caughtUp, NOW);
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
