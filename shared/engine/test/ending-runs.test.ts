import { RUN_CHANGES } from '@punctual/contracts/runs/run-status';
import { DAY_MS } from '@punctual/contracts/time';
import { useDatabase } from '@punctual/testing/engine/database';
import { after, aRun, at, NOON } from '@punctual/testing/engine/documents';
import { counting, losingAnswers, losingRequests } from '@punctual/testing/engine/faults';
import { anAttempt, by, ending, RunEngine, takeover } from '@punctual/testing/engine/run-engine';
import { describe, expect, it } from 'vitest';
import type { RunDocument } from '../src/database/documents.ts';
import type { RunTransition } from '../src/runs/run-transition.ts';

const db = useDatabase();
const engine = new RunEngine(db);
const aStarted = async (more: Partial<RunDocument> = {}) =>
  engine.start(await engine.addRun(undefined, more));

describe('ending a run', () => {
  it('writes its status, its attempt and until when it is kept, and gives up the lease', async () => {
    const run = await aStarted();
    const [ended] = await engine.runs.finish([ending(run, { at: at(3) })]);
    expect(ended).toMatchObject({
      status: 'COMPLETED',
      finishedAt: at(3),
      attempts: [anAttempt()],
      leaseUntil: null,
      dispatchAfter: null,
      expiresAt: after(at(3), DAY_MS),
      lateness: run.lateness,
    });
    expect(await engine.run(run)).toEqual(ended);
  });

  it('writes each of a batch by its own change', async () => {
    const runs = await Promise.all(Array.from({ length: 6 }, () => aStarted()));
    const [done, failed, again, unwanted, refused, released] = runs as [RunDocument, ...RunDocument[]] &
      RunDocument[];
    const endings: RunTransition[] = [
      ending(done),
      ending(failed as RunDocument, { change: 'fail', attempt: anAttempt({ outcome: 'FAILED' }) }),
      ending(again as RunDocument, { change: 'retry', nextAttemptAt: at(9) }),
      ending(unwanted as RunDocument, { change: 'withdraw', reason: 'DISABLED', attempt: null }),
      ending(refused as RunDocument, {
        change: 'refuse',
        reason: 'OVERLAP',
        blockedBy: done._id,
        attempt: null,
      }),
      ending(released as RunDocument, { change: 'release', uncounted: true, attempt: null }),
    ];
    await engine.runs.finish(endings);
    const now = await Promise.all(runs.map((run) => engine.run(run)));
    expect(now.map(({ status, reason }) => [status, reason])).toEqual([
      ['COMPLETED', null],
      ['FAILED', null],
      ['PENDING', null],
      ['CANCELED', 'DISABLED'],
      ['SKIPPED', 'OVERLAP'],
      ['PENDING', null],
    ]);
    expect(now[4]?.blockedBy).toEqual(done._id);
  });

  it('writes the many of a batch that are alike in one update, and of these none that is lost or has begun', async () => {
    const drafts = Array.from({ length: 32 }, () => aRun());
    await db.runs.insertMany(drafts);
    const runs = await engine.runs.start(
      drafts.map(({ _id }) => ({ id: _id, queuedAt: NOON })),
      by('ana'),
      NOON,
    );
    const [lost, begun, ...others] = runs as [RunDocument, RunDocument, ...RunDocument[]];
    await engine.runs.finish([takeover(lost)]);
    await engine.runs.beginEffect(begun, NOON);
    const updates: unknown[] = [];
    const counted = counting(db.collections, 'runs', (update) => updates.push(update));
    const release = { change: 'release', attempt: null, uncounted: true } as const;
    const released = await engine.runsOn(counted).finish(runs.map((run) => ending(run, release)));
    expect(released.map(({ _id }) => _id)).toEqual(others.map(({ _id }) => _id));
    expect(updates).toHaveLength(1);
    expect(await engine.run(begun)).toMatchObject({ status: 'RUNNING', effectAt: NOON });
    for (const run of released.slice(0, 3)) expect(await engine.run(run)).toEqual(run);
  });

  it('sends a retry back to wait until its next attempt', async () => {
    const again = await engine.finish(await aStarted(), { change: 'retry', nextAttemptAt: at(60) });
    expect(again).toMatchObject({
      status: 'PENDING',
      nextAttemptAt: at(60),
      dispatchAfter: at(60),
      owner: null,
    });
    expect(again).toMatchObject({ attempt: 1, finishedAt: null, expiresAt: null, dispatches: 0 });
  });

  it('counts no attempt and no start for what was taken and given back untouched', async () => {
    const back = await engine.finish(await aStarted(), { change: 'release', attempt: null, uncounted: true });
    expect(back).toMatchObject({
      status: 'PENDING',
      attempt: 0,
      attempts: [],
      startedAt: null,
      lateness: null,
    });
  });

  it('keeps all attempts in order, and of very many the last twenty', async () => {
    let run = await aStarted({ nextAttemptAt: at(-1) });
    for (let number = 1; number <= 22; number += 1) {
      const retry = { change: 'retry', attempt: anAttempt({ outcome: 'RETRY', code: number }) } as const;
      run = await engine.start(await engine.finish(run, retry));
    }
    const kept = (await engine.run(run)).attempts.map(({ code }) => code);
    expect(kept).toEqual(Array.from({ length: 20 }, (_, i) => i + 3));
    expect(run.attempts).toEqual((await engine.run(run)).attempts);
  });

  it('stores texts that look like fields or operators as the texts they are', async () => {
    const attempt = anAttempt({ error: '$status', response: '$$ROOT {"$set": 1}', code: '$fence' });
    const ended = await engine.finish(await aStarted(), { change: 'fail', attempt });
    expect((await engine.run(ended)).attempts).toEqual([attempt]);
  });

  it('changes nothing under an older fence', async () => {
    const old = await aStarted();
    await engine.finish(old, { change: 'retry', nextAttemptAt: NOON });
    const now = await engine.start(old, 'bob');
    expect(await engine.runs.finish([ending(old)])).toEqual([]);
    expect(await engine.run(old)).toEqual(now);
  });

  it('changes nothing that has ended', async () => {
    const ended = await engine.finish(await aStarted());
    expect(await engine.runs.finish([ending(ended, { change: 'fail', at: at(1) })])).toEqual([]);
    expect(await engine.run(ended)).toEqual(ended);
  });

  it('ends the others of a batch when one of them is not its own any more', async () => {
    const [mine, lost] = [await aStarted(), await aStarted()];
    await engine.runs.finish([takeover(lost)]);
    const ended = await engine.runs.finish([ending(lost), ending(mine)]);
    expect(ended.map(({ _id }) => _id)).toEqual([mine._id]);
    expect(await engine.run(lost)).toMatchObject({ status: 'PENDING', fence: lost.fence + 1 });
  });

  it('cancels and skips what waits, and only as it was seen', async () => {
    const [seen, since] = [await engine.addRun(), await engine.addRun()];
    await engine.start(since);
    const cancel = { change: 'cancel', reason: 'BY_USER', attempt: null } as const;
    const ended = await engine.runs.finish([ending(seen, cancel), ending(since, cancel)]);
    expect(ended.map(({ _id, status }) => [_id, status])).toEqual([[seen._id, 'CANCELED']]);
  });

  it('recognises its own write although the answer was lost', async () => {
    const run = await aStarted();
    const runs = engine.runsOn(losingAnswers(db.collections, 'runs'));
    expect(await runs.finish([ending(run)])).toEqual([await engine.run(run)]);
  });

  it('does not take the write of another process for its own when the request was lost', async () => {
    const run = await aStarted();
    await engine.runs.finish([takeover(run)]);
    const runs = engine.runsOn(losingRequests(db.collections, 'runs'));
    expect(await runs.finish([ending(run)])).toEqual([]);
  });

  it('writes again what did not arrive, as long as no other process has the run', async () => {
    const run = await aStarted();
    const runs = engine.runsOn(losingRequests(db.collections, 'runs', 'updateMany', 2));
    expect(await runs.finish([ending(run)])).toEqual([await engine.run(run)]);
    expect((await engine.run(run)).status).toBe('COMPLETED');
  });

  it('says so when the database takes nothing, instead of giving the run up', async () => {
    const run = await aStarted();
    const runs = engine.runsOn(losingRequests(db.collections, 'runs', 'updateMany', 9));
    await expect(runs.finish([ending(run)])).rejects.toThrow('does not take the ends');
    expect(await engine.run(run)).toEqual(run);
  });

  it('writes nothing twice when it is repeated', async () => {
    const run = await aStarted();
    const [first] = await engine.runs.finish([ending(run)]);
    expect(await engine.runs.finish([ending(run)])).toEqual([first]);
    expect((await engine.run(run)).attempts).toHaveLength(1);
  });

  it('needs no round trip for nothing', async () => {
    expect(await engine.runs.finish([])).toEqual([]);
  });
});

/** Changes that say nothing was done: legal only as long as that is so. */
const BEFORE_EFFECT = [
  { change: 'release', attempt: null, uncounted: true },
  { change: 'withdraw', reason: 'DISABLED', attempt: null },
  { change: 'refuse', reason: 'MISFIRED', attempt: null },
] as const;

describe('a run whose effect has begun', () => {
  const aBegun = async () => {
    const run = await aStarted();
    expect(await engine.runs.beginEffect(run, at(1))).toBe(true);
    return run;
  };

  it('is tried with every change that the table allows only before', () => {
    const names = Object.entries(RUN_CHANGES).filter(([, { effect }]) => effect === 'notBegun');
    expect(BEFORE_EFFECT.map(({ change }) => change)).toEqual(names.map(([name]) => name));
  });

  it.each(BEFORE_EFFECT)('is not ended as if nothing had been done: no "$change"', async (more) => {
    const run = await aBegun();
    expect(await engine.runs.finish([ending(run, more)])).toEqual([]);
    expect(await engine.run(run)).toEqual({ ...run, effectAt: at(1) });
  });

  it.each(BEFORE_EFFECT)('does not keep the others of its batch from their "$change"', async (more) => {
    const [begun, other] = [await aBegun(), await aStarted()];
    const ended = await engine.runs.finish([ending(begun, more), ending(other, more)]);
    expect(ended.map(({ _id }) => _id)).toEqual([other._id]);
    expect((await engine.run(begun)).status).toBe('RUNNING');
  });

  it('is completed, fails or is given up like one whose effect was not recorded', async () => {
    const runs = [await aBegun(), await aBegun(), await aBegun()] as const;
    const ended = await engine.runs.finish([
      ending(runs[0]),
      ending(runs[1], { change: 'fail' }),
      ending(runs[2], { change: 'giveUp', reason: 'UNKNOWN_OUTCOME' }),
    ]);
    expect(ended.map(({ status }) => status)).toEqual(['COMPLETED', 'FAILED', 'FAILED']);
  });

  it('can be given back when the attempt after it has not begun its effect', async () => {
    const again = await engine.start(await engine.finish(await aBegun(), { change: 'retry' }), 'bob');
    const [released] = await engine.runs.finish([ending(again, BEFORE_EFFECT[0])]);
    expect(released).toMatchObject({ status: 'PENDING', effectAt: null });
  });
});

describe('taking over a run whose worker was lost', () => {
  it('raises the fence and counts the crash, and lets it be tried at once', async () => {
    const run = await aStarted();
    const [taken] = await engine.runs.finish([takeover(run, at(31))]);
    expect(taken).toMatchObject({
      status: 'PENDING',
      fence: run.fence + 1,
      crashCount: 1,
      nextAttemptAt: at(31),
    });
    expect(taken?.attempts.map(({ outcome }) => outcome)).toEqual(['LOST']);
  });

  it('refuses the late writer', async () => {
    const run = await aStarted();
    const [taken] = await engine.runs.finish([takeover(run)]);
    expect(await engine.runs.finish([ending(run)])).toEqual([]);
    expect(await engine.run(run)).toEqual(taken);
  });

  it('finds those whose lease has ended, the longest ended first, and no others', async () => {
    await db.empty();
    const runs = [aRun(), aRun(), aRun(), aRun()];
    await db.runs.insertMany(runs);
    const leases = [at(20), at(10), NOON, at(10)];
    for (const [i, run] of runs.entries()) {
      const status = i === 3 ? 'COMPLETED' : 'RUNNING';
      await db.runs.updateOne({ _id: run._id }, { $set: { status, leaseUntil: leases[i] as Date } });
    }
    const expired = await engine.recovery.expired(at(15), 10);
    expect(expired.map(({ _id }) => _id)).toEqual([runs[2]?._id, runs[1]?._id]);
  });

  it('is done once when two processes find it', async () => {
    const run = await aStarted();
    await Promise.all([
      engine.runs.finish([takeover(run, at(31))]),
      engine.runs.finish([takeover(run, at(32))]),
    ]);
    expect(await engine.run(run)).toMatchObject({ fence: run.fence + 1, crashCount: 1 });
    expect((await engine.run(run)).attempts).toHaveLength(1);
  });
});
