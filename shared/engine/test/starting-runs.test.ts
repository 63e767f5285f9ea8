import { useDatabase } from '@punctual/testing/engine/database';
import { after, aRun, at, NOON } from '@punctual/testing/engine/documents';
import { losingAnswers, losingRequests } from '@punctual/testing/engine/faults';
import { by, LEASE_MS, RunEngine } from '@punctual/testing/engine/run-engine';
import { describe, expect, it } from 'vitest';

const db = useDatabase();
const engine = new RunEngine(db);

describe('starting a run', () => {
  it('takes it, and says who has it, until when, and how late it was', async () => {
    const run = await engine.addRun();
    const queuedAt = after(NOON, 5);
    const ana = by('ana', after(NOON, 20));
    const [started] = await engine.runs.start([{ id: run._id, queuedAt }], ana, after(NOON, 20));
    expect(started).toMatchObject({
      status: 'RUNNING',
      owner: 'ana',
      startToken: ana.token,
      leaseUntil: after(NOON, 20 + LEASE_MS),
      fence: 1,
      attempt: 1,
      queuedAt,
      startedAt: after(NOON, 20),
      attemptStartedAt: after(NOON, 20),
      lateness: 20,
    });
    expect(await engine.run(run)).toEqual(started);
  });

  it('leaves one that is not due yet', async () => {
    const run = await engine.addRun(undefined, { nextAttemptAt: after(NOON, 1) });
    expect(await engine.runs.start([{ id: run._id, queuedAt: null }], by('ana'), NOON)).toEqual([]);
    expect(await engine.run(run)).toEqual(run);
  });

  it.each(['RUNNING', 'COMPLETED', 'FAILED', 'SKIPPED', 'CANCELED'] as const)(
    'leaves one that is %s',
    async (status) => {
      const run = await engine.addRun(undefined, { status });
      expect(await engine.runs.start([{ id: run._id, queuedAt: null }], by('ana'), NOON)).toEqual([]);
      expect(await engine.run(run)).toEqual(run);
    },
  );

  it('leaves one that was under way in two processes that died to a quarantine, whatever the queue says', async () => {
    const run = await engine.addRun(undefined, { crashCount: 2 });
    const start = (inQuarantine: boolean) =>
      engine.runs.start([{ id: run._id, queuedAt: null }], { ...by('ana'), inQuarantine }, NOON);
    expect(await start(false)).toEqual([]);
    expect(await start(true)).toMatchObject([{ status: 'RUNNING' }]);
  });

  it('takes one that was under way in a single process that died, also one that the release before took alone', async () => {
    const run = await engine.addRun(undefined, { crashCount: 1, alone: true });
    const started = await engine.runs.start([{ id: run._id, queuedAt: null }], by('ana'), NOON);
    expect(started).toMatchObject([{ status: 'RUNNING', alone: false }]);
  });

  it('answers nothing for a run that does not exist', async () => {
    expect(await engine.runs.start([{ id: aRun()._id, queuedAt: null }], by('ana'), NOON)).toEqual([]);
  });

  it('keeps the first start, its lateness and when it was queued through later attempts', async () => {
    const first = await engine.start(await engine.addRun(), 'ana', after(NOON, 7));
    const waiting = await engine.finish(first, { change: 'retry', nextAttemptAt: at(60) });
    const again = await engine.start(waiting, 'bob', at(60));
    expect(again).toMatchObject({ attempt: 2, fence: 2, owner: 'bob', attemptStartedAt: at(60) });
    expect(again).toMatchObject({ startedAt: first.startedAt, lateness: 7, queuedAt: first.queuedAt });
  });

  it('records no negative lateness when a clock is behind', async () => {
    const run = await engine.addRun(undefined, { nextAttemptAt: at(-1) });
    expect(await engine.start(run, 'ana', at(-1))).toMatchObject({ lateness: 0 });
  });

  it('takes a batch once, however many processes ask at the same time', async () => {
    const runs = Array.from({ length: 500 }, () => aRun());
    await db.runs.insertMany(runs);
    const wanted = runs.map(({ _id }) => ({ id: _id, queuedAt: null }));
    const taken = await Promise.all(
      ['ana', 'bob', 'cid', 'dan'].map((name) => engine.runs.start(wanted, by(name), NOON)),
    );
    const ids = taken.flat().map(({ _id }) => _id.toHexString());
    expect(ids).toHaveLength(500);
    expect(new Set(ids).size).toBe(500);
    for (const run of taken.flat()) expect(run.fence).toBe(1);
  });

  const added = async (count: number) => {
    const runs = await Promise.all(Array.from({ length: count }, () => engine.addRun()));
    return { runs, startables: runs.map(({ _id }) => ({ id: _id, queuedAt: null })) };
  };

  it.each([
    ['alone', 1, 'findOneAndUpdate'],
    ['with others', 2, 'updateMany'],
  ])('recognises as its own what it took although the answer was lost, %s', async (_, count, method) => {
    const { startables } = await added(count);
    const runs = engine.runsOn(losingAnswers(db.collections, 'runs', method));
    const started = await runs.start(startables, by('ana'), NOON);
    expect(started.map(({ status, owner, fence }) => [status, owner, fence])).toEqual(
      startables.map(() => ['RUNNING', 'ana', 1]),
    );
  });

  it('takes nothing when the request itself was lost', async () => {
    const { startables, runs } = await added(2);
    const losing = engine.runsOn(losingRequests(db.collections, 'runs'));
    expect(await losing.start(startables, by('ana'), NOON)).toEqual([]);
    for (const run of runs) expect(await engine.run(run)).toEqual(run);
  });

  it('asks once more for a run that comes alone', async () => {
    const { startables } = await added(1);
    const losing = engine.runsOn(losingRequests(db.collections, 'runs', 'findOneAndUpdate'));
    expect(await losing.start(startables, by('ana'), NOON)).toMatchObject([{ fence: 1, owner: 'ana' }]);
  });

  it('stores an owner whose name looks like a field as the text it is', async () => {
    expect(await engine.start(await engine.addRun(), '$dueAt')).toMatchObject({ owner: '$dueAt' });
  });
});
