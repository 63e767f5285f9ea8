import { ProcessStore, SILENT_AFTER_MS } from '@punctual/engine/database/process-store';
import { useDatabase } from '@punctual/testing/engine/database';
import { after, at, NOON } from '@punctual/testing/engine/documents';
import { beforeEach, describe, expect, it } from 'vitest';
import { ShardLeaseStore } from '../src/watch/shard-lease-store.ts';

const db = useDatabase();
const leases = () => new ShardLeaseStore(db.models);
const processes = () => new ProcessStore(db.models);
const beat = (name: string, beatAt = NOON, roles = ['watch']) =>
  processes().beat({
    _id: name,
    service: 'watcher-service',
    roles,
    host: 'here',
    pid: 1,
    startedAt: NOON,
    beatAt,
    running: 0,
  });
const ALL = Array.from({ length: 64 }, (_, shard) => shard);

beforeEach(async () => {
  const { shardLeases, processes, outages, watches } = db.models;
  await Promise.all([shardLeases.deleteMany(), processes.deleteMany(), outages.deleteMany()]);
  await watches.deleteMany();
  await leases().prepare();
});

describe('the shards of the jobs', () => {
  it('all belong to the only watcher', async () => {
    expect(await leases().rebalance('ana', 1, NOON)).toEqual(ALL);
  });

  it('are shared fairly, once the first has given up what is too much', async () => {
    await leases().rebalance('ana', 1, NOON);
    expect(await leases().rebalance('bob', 2, at(1))).toEqual([]);
    const ana = await leases().rebalance('ana', 2, at(2));
    const bob = await leases().rebalance('bob', 2, at(3));
    expect([ana.length, bob.length]).toEqual([32, 32]);
    expect([...ana, ...bob].sort((a, b) => a - b)).toEqual(ALL);
  });

  it('are each held by a watcher, however many share them', async () => {
    const names = ['ana', 'bob', 'cid', 'dan', 'eve'];
    for (const name of names) await leases().rebalance(name, names.length, NOON);
    const held = await Promise.all(names.map((name) => leases().rebalance(name, names.length, at(1))));
    expect(held.flat().sort((a, b) => a - b)).toEqual(ALL);
  });

  it('of a watcher that is gone go to the others when its leases have ended, not sooner', async () => {
    await leases().rebalance('ana', 2, NOON);
    await leases().rebalance('bob', 2, NOON);
    expect(await leases().rebalance('bob', 1, at(14))).toHaveLength(32);
    expect(await leases().rebalance('bob', 1, at(16))).toEqual(ALL);
  });

  it('stay with a watcher that renews them', async () => {
    for (const second of [0, 10, 20]) await leases().rebalance('ana', 2, at(second));
    await leases().rebalance('bob', 1, at(21));
    expect(await leases().rebalance('ana', 2, at(22))).toHaveLength(32);
  });

  it('of a watcher that ends are free at once', async () => {
    await leases().rebalance('ana', 1, NOON);
    await leases().release('ana');
    expect(await leases().rebalance('bob', 1, at(1))).toEqual(ALL);
  });

  it('that several take at the same time belong to one of them each', async () => {
    const names = ['ana', 'bob', 'cid', 'dan'];
    const held = await Promise.all(names.map((name) => leases().rebalance(name, 1, NOON)));
    const taken = held.flat();
    expect(new Set(taken).size).toBe(taken.length);
  });

  it('stay as they are when another watcher starts', async () => {
    await leases().rebalance('ana', 1, NOON);
    await leases().prepare();
    expect(await leases().rebalance('ana', 1, at(1))).toEqual(ALL);
  });
});

describe('the processes that are there', () => {
  const names = async (now = NOON, role = 'watch') =>
    (await processes().alive(role, now)).map(({ _id }) => _id);

  it('are those with the role, in an order that all see alike', async () => {
    await beat('bob');
    await beat('ana');
    await beat('eve', NOON, ['work']);
    expect(await names()).toEqual(['ana', 'bob']);
  });

  it('are not those that have been silent for long', async () => {
    await beat('ana');
    expect(await names(after(NOON, SILENT_AFTER_MS))).toEqual(['ana']);
    expect(await names(after(NOON, SILENT_AFTER_MS + 1))).toEqual([]);
  });

  it('are not those that have left', async () => {
    await beat('ana');
    await processes().leave('ana');
    expect(await names()).toEqual([]);
  });
});

describe('a time in which no watcher was there', () => {
  const watched = async (...seconds: number[]) => {
    for (const second of seconds) await processes().watched(at(second));
  };
  const outages = () => db.models.outages.find().sort({ from: 1 }).lean<object[]>();

  it('is on record from the last look to the next', async () => {
    await watched(0, 3, 63);
    expect(await outages()).toMatchObject([{ from: at(3), to: at(63) }]);
  });

  it('is none when a watcher looked every few seconds', async () => {
    await watched(0, 3, 12, 21);
    expect(await outages()).toEqual([]);
  });

  it('is recorded once, by however many watchers that come back together', async () => {
    await watched(0);
    await Promise.all([60, 60, 60, 61].map((second) => watched(second)));
    expect(await outages()).toHaveLength(1);
  });

  it('answers for the instants in it, and for no others', async () => {
    await watched(0, 60, 61);
    const at0 = { from: at(0), to: at(60) };
    expect(await processes().outageAt(at(30), at(61))).toMatchObject(at0);
    expect(await processes().outageAt(at(-1), at(61))).toBeNull();
    expect(await processes().outageAt(at(61), at(61))).toBeNull();
  });

  it('that goes on ends now', async () => {
    await watched(0);
    expect(await processes().outageAt(at(5), at(30))).toEqual({ from: at(0), to: at(30) });
  });
});
