import type { RunDocument } from '@punctual/engine/database/documents';
import { ProcessStore } from '@punctual/engine/database/process-store';
import { DueTimer } from '@punctual/engine/queue/due-timer';
import { Materialiser } from '@punctual/engine/runs/materialiser';
import { Misfires } from '@punctual/engine/runs/misfires';
import { Postponements } from '@punctual/engine/runs/postponements';
import { useDatabase } from '@punctual/testing/engine/database';
import { after, aJob, aRun, at, NOON, once } from '@punctual/testing/engine/documents';
import { quietLogger } from '@punctual/testing/engine/redis';
import { RunEngine } from '@punctual/testing/engine/run-engine';
import { until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { Watch } from '@punctual/watcher-service/watch/watch';
import { Types } from 'mongoose';
import { beforeEach, describe, expect, it } from 'vitest';
import { ShardLeaseStore } from '../src/watch/shard-lease-store.ts';
import { ShardLeases } from '../src/watch/shard-leases.ts';

const db = useDatabase();
const here = useSurroundings();
const engine = new RunEngine(db);
const ALL = Array.from({ length: 64 }, (_, shard) => shard);
let now = NOON;
const clock = { now: () => now };
beforeEach(async () => {
  now = NOON;
  await db.empty();
  await Promise.all([db.models.processes.deleteMany(), db.models.shardLeases.deleteMany()]);
  await new ShardLeaseStore(db.models).prepare();
});

/** A watcher that says that it is there, and looks how many there are. */
async function keeper(name: string) {
  const processes = new ProcessStore(db.models);
  const self = { _id: name, service: 'watcher-service', roles: ['watch'], host: 'here', pid: 1 };
  const is = new ShardLeases(new ShardLeaseStore(db.models), processes, clock, name);
  const beat = () => processes.beat({ ...self, startedAt: NOON, beatAt: now, running: 0 });
  await beat();
  return { is, beat, leave: () => processes.leave(name) };
}
const sorted = (...lists: number[][]) => lists.flat().sort((a, b) => a - b);

describe('two watchers', () => {
  const pair = async () => {
    const [ana, bob] = [await keeper('ana'), await keeper('bob')];
    for (const { is } of [ana, bob, ana, bob]) await is.rebalance();
    return { ana, bob };
  };

  it('share all shards in equal parts', async () => {
    const { ana, bob } = await pair();
    expect([ana.is.held.length, bob.is.held.length]).toEqual([32, 32]);
    expect(sorted(ana.is.held, bob.is.held)).toEqual(ALL);
  });

  it('leave all to the other at once, when one ends', async () => {
    const { ana, bob } = await pair();
    await ana.is.release();
    await ana.leave();
    await bob.is.rebalance();
    expect([ana.is.held, bob.is.held]).toEqual([[], ALL]);
  });

  it('leave all to the other when one is not heard of any more', async () => {
    const { bob } = await pair();
    now = at(16);
    await bob.beat();
    await bob.is.rebalance();
    expect(bob.is.held).toEqual(ALL);
  });
});

describe('a look at the due jobs', () => {
  const look = (shards: number[], armed: RunDocument[] = []) => {
    const timer = new DueTimer(clock, () => {});
    timer.arm(armed);
    const misfires = new Misfires(db.collections, engine.runs, engine.summaries, engine.processes);
    const watch = new Watch(
      new Materialiser(db.collections),
      misfires,
      new Postponements(engine.processes),
      timer,
      clock,
      quietLogger,
    );
    return watch.step(shards).finally(() => timer.stop());
  };

  it('is for one’s own shards', async () => {
    await engine.addJob({ schedule: once(NOON), shard: 3 });
    expect([await look([4]), await look([3])]).toEqual([0, 1]);
  });

  it('makes runs two seconds before they are due, and six where very many are', async () => {
    const due = (count: number) =>
      db.jobs.insertMany(Array.from({ length: count }, () => aJob({ schedule: once(at(6)), shard: 3 })));
    await due(499);
    expect(await look([3])).toBe(0);
    await due(1);
    now = after(NOON, -1);
    expect(await look([3])).toBe(0);
    now = NOON;
    expect(await look([3])).toBe(500);
  });

  it('makes none earlier than need be while very many wait to be due', async () => {
    await db.jobs.insertMany(Array.from({ length: 500 }, () => aJob({ schedule: once(at(6)), shard: 3 })));
    const waiting = aRun(aJob(), { dueAt: at(9) });
    const armed = Array.from({ length: 10_000 }, () => ({ ...waiting, _id: new Types.ObjectId() }));
    expect(await look([3], armed)).toBe(0);
  });

  it('takes what others have neglected for two seconds too', async () => {
    await engine.addJob({ schedule: once(NOON), shard: 3 });
    now = after(NOON, 1_999);
    expect(await look([])).toBe(0);
    now = after(NOON, 2_000);
    expect(await look([])).toBe(1);
  });
});

describe('two watchers as processes', () => {
  const counts = async () => {
    const rows = await here.db.models.shardLeases.find().lean<{ owner: string | null }[]>();
    const owners = [...new Set(rows.map(({ owner }) => owner))];
    return owners.map((name) => rows.filter(({ owner }) => owner === name).length);
  };

  it('share the shards, and the one that is left has all of them', async () => {
    const [first] = await Promise.all([here.spawn({ ROLES: 'watch' }), here.spawn({ ROLES: 'watch' })]);
    await until(async () => expect(await counts()).toEqual([32, 32]));
    await first.stop();
    await until(async () => {
      expect(await counts()).toEqual([64]);
      expect(await here.db.models.shardLeases.countDocuments({ owner: null })).toBe(0);
    });
  });
});
