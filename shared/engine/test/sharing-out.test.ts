import { useDatabase } from '@punctual/testing/engine/database';
import { aJob, anEmail, aRun, at, NOON } from '@punctual/testing/engine/documents';
import { RunEngine } from '@punctual/testing/engine/run-engine';
import { Types } from 'mongoose';
import { beforeEach, describe, expect, it } from 'vitest';

const db = useDatabase();
const engine = new RunEngine(db);
beforeEach(() => db.empty());

const [ana, bob, cid] = [new Types.ObjectId(), new Types.ObjectId(), new Types.ObjectId()];
let jobs = 0;
/** Adds so many waiting runs of this owner, due since so many seconds, one a second. */
async function wait(ownerId: Types.ObjectId, count: number, since: number): Promise<void> {
  const run = (i: number) => {
    const job = aJob({ ownerId, name: `job-${++jobs}` });
    return aRun(job, { dispatchAfter: at(i - since), dueAt: at(i - since) });
  };
  await db.runs.insertMany(Array.from({ length: count }, (_, i) => run(i)));
}
const owners = async (limit: number) =>
  (await engine.recovery.dispatchable(NOON, limit)).map(({ ownerId }) =>
    ownerId.equals(ana) ? 'ana' : ownerId.equals(bob) ? 'bob' : 'cid',
  );
const countOf = (all: string[], who: string) => all.filter((owner) => owner === who).length;

describe('what waits to be sent', () => {
  it('is sent oldest first, as long as all of it fits', async () => {
    await wait(ana, 2, 100);
    await wait(bob, 1, 200);
    expect(await owners(10)).toEqual(['bob', 'ana', 'ana']);
  });

  it('is shared out among the owners, in turns, when it does not fit', async () => {
    await wait(ana, 50, 500);
    await wait(bob, 50, 60);
    expect(await owners(6)).toEqual(['ana', 'bob', 'ana', 'bob', 'ana', 'bob']);
  });

  it('of an owner with one run is sent first thing, beside the thousands of another', async () => {
    await wait(ana, 300, 3_000);
    await wait(bob, 1, 1);
    expect((await owners(100)).indexOf('bob')).toBeLessThan(2);
  });

  it('fills all the room, also when some owners leave of their shares', async () => {
    await wait(ana, 100, 500);
    await wait(bob, 1, 60);
    await wait(cid, 1, 60);
    const sent = await owners(30);
    expect([sent.length, countOf(sent, 'ana')]).toEqual([30, 28]);
  });

  it('of another kind is found behind the hundreds that its owner has of one kind', async () => {
    await wait(ana, 300, 3_000);
    const email = aRun(aJob({ ownerId: ana, task: anEmail() }), { dispatchAfter: at(-1), dueAt: at(-1) });
    await db.runs.insertOne(email);
    const sent = await engine.recovery.dispatchable(NOON, 20);
    expect(sent.map(({ runKey }) => runKey)).toContain(email.runKey);
  });

  it('of an owner with no place is left, and what is behind it is found', async () => {
    await wait(ana, 300, 3_000);
    await wait(bob, 2, 1);
    const sent = await engine.recovery.dispatchable(NOON, 20, ({ ownerId }) => !ownerId.equals(ana));
    expect(sent.map(({ ownerId }) => ownerId)).toEqual([bob, bob]);
  });

  it('of others, and of other kinds of the same owner, is found beside the hundreds of two owners', async () => {
    await wait(ana, 600, 3_000);
    await wait(cid, 600, 2_000);
    await wait(bob, 2, 1);
    const email = aRun(aJob({ ownerId: ana, task: anEmail() }), { dispatchAfter: at(-1), dueAt: at(-1) });
    await db.runs.insertOne(email);
    const sent = await engine.recovery.dispatchable(NOON, 20);
    const who = sent.map(({ ownerId, snapshot }) => `${ownerId} ${snapshot.task.type}`);
    expect(who.slice(0, 4).toSorted()).toEqual(
      [`${ana} email`, `${ana} log`, `${bob} log`, `${cid} log`].toSorted(),
    );
    expect([sent.length, who.filter((one) => one === `${bob} log`).length]).toEqual([20, 2]);
  });

  it('of one owner fills all the room, however much waits', async () => {
    await wait(ana, 1_200, 3_000);
    expect(await owners(1_000)).toHaveLength(1_000);
  });

  it('is never more than fits', async () => {
    for (const owner of [ana, bob, cid]) await wait(owner, 10, 100);
    expect(await owners(10)).toHaveLength(10);
  });

  it('names no run twice', async () => {
    await wait(ana, 40, 100);
    await wait(bob, 3, 200);
    const sent = await engine.recovery.dispatchable(NOON, 20);
    expect(new Set(sent.map(({ runKey }) => runKey)).size).toBe(20);
  });

  it('is only what is due', async () => {
    await wait(ana, 2, -60);
    expect(await owners(10)).toEqual([]);
  });
});

describe('suspects that wait', () => {
  const suspects = async () => (await engine.recovery.suspects(NOON, 10)).map(({ _id }) => _id.toHexString());

  it('are not sent to the queue, and are found for a quarantine: oldest first, those whose time has come', async () => {
    const suspect = (seconds: number, more = {}) =>
      aRun(aJob(), { crashCount: 2, dispatchAfter: at(seconds), ...more });
    const [late, early, ahead] = [suspect(-1), suspect(-9), suspect(1)];
    const others = [suspect(-5, { crashCount: 1 }), suspect(-5, { status: 'RUNNING' })];
    await db.runs.insertMany([late, early, ahead, ...others]);
    const sent = await engine.recovery.dispatchable(NOON, 10);
    expect(sent.map(({ _id }) => _id)).toEqual([others[0]?._id]);
    expect(await suspects()).toEqual([early, late].map(({ _id }) => _id.toHexString()));
    expect(await engine.recovery.countSuspects()).toBe(3);
  });
});
