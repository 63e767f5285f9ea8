import { useDatabase } from '@punctual/testing/engine/database';
import { at } from '@punctual/testing/engine/documents';
import { losingAnswers, losingRequests } from '@punctual/testing/engine/faults';
import { RunEngine } from '@punctual/testing/engine/run-engine';
import { describe, expect, it } from 'vitest';

const db = useDatabase();
const engine = new RunEngine(db);
const aStarted = async () => engine.start(await engine.addRun());

describe('a heartbeat', () => {
  it('renews what is held, and answers just that', async () => {
    const [mine, hers] = [await aStarted(), await engine.start(await engine.addRun(), 'eve')];
    const gone = await engine.finish(await aStarted());
    const kept = await engine.runs.heartbeat(
      'ana',
      [mine, hers, gone].map(({ _id }) => _id),
      at(99),
    );
    expect(kept).toEqual([{ _id: mine._id, cancelRequested: null, leaseUntil: at(99) }]);
    expect(await engine.run(mine)).toEqual({ ...mine, leaseUntil: at(99) });
    expect(await engine.run(hers)).toEqual(hers);
    expect(await engine.run(gone)).toEqual(gone);
  });

  it('that does not arrive answers what is held with the lease that it has', async () => {
    const run = await aStarted();
    const runs = engine.runsOn(losingRequests(db.collections, 'runs'));
    const { _id, leaseUntil } = run;
    expect(await runs.heartbeat('ana', [_id], at(99))).toMatchObject([{ _id, leaseUntil }]);
  });

  it('still answers what is held when its own answer is lost', async () => {
    const run = await aStarted();
    const runs = engine.runsOn(losingAnswers(db.collections, 'runs'));
    expect(await runs.heartbeat('ana', [run._id], at(99))).toMatchObject([{ _id: run._id }]);
  });
});
