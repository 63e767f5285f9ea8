import { fileURLToPath } from 'node:url';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { SUSPECT_CRASHES } from '@punctual/engine/runs/suspects';
import { figureIn } from '@punctual/testing/figure';
import { ON_DEMAND } from '@punctual/testing/watcher/busy-job';
import { inSeconds, mailingJob, until, useSurroundings } from '@punctual/testing/watcher/watcher';
import { Types } from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';

const PLACES = 4;
const senderModule = fileURLToPath(new URL('./deadly-sender.mjs', import.meta.url));
const here = useSurroundings();
let metrics: () => Promise<string>;
beforeAll(async () => {
  const { port } = await here.watch({ LEASE_MS: '3000' }, { senderModule });
  metrics = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
});

/** A run that was under way in two processes that died; its task does this. */
async function aSuspect(does: string, job: Partial<JobDocument> = {}, run: Partial<RunDocument> = {}) {
  const retry = { attempts: 1, backoff: 'fixed', delayMs: 100, maxAgeMs: 60_000 } as const;
  const task = { type: 'log', data: { does } } as const;
  const added = await here.add(mailingJob('', { ...ON_DEMAND, task, retry, ...job }));
  return here.arrive(added, { crashCount: SUSPECT_CRASHES, dispatchAfter: new Date(), ...run });
}
const reportOf = ({ attempts }: RunDocument) =>
  JSON.parse(attempts.at(-1)?.response ?? '{}') as { pid: number; env: string[] };
const outcomes = ({ attempts }: RunDocument) => attempts.map(({ outcome, code }) => `${outcome} ${code}`);
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a run that was under way in two processes that died', () => {
  it('is carried out in a process of its own, with nothing in its environment, which is gone at its end', async () => {
    const run = await here.whenLike(await aSuspect('work'), { status: 'COMPLETED' });
    const { pid, env } = reportOf(run);
    expect([pid === process.pid, env]).toEqual([false, []]);
    await until(() => expect(isAlive(pid)).toBe(false));
  });

  it('is carried out by the worker again when a process has survived an attempt', async () => {
    const twice = { attempts: 2, backoff: 'fixed', delayMs: 100, maxAgeMs: 60_000 } as const;
    const run = await here.whenLike(await aSuspect('fail', { retry: twice }), { status: 'COMPLETED' });
    expect(run).toMatchObject({
      crashCount: 0,
      attempts: [{ code: 'EFAIL' }, { response: '{"does":"fail"}' }],
    });
  });

  it('that throws is an error and no death', async () => {
    const run = await here.whenLike(await aSuspect('throw'), { status: 'FAILED' });
    expect(run).toMatchObject({ reason: null, aloneCrashes: 0, attempts: [{ code: 'INTERNAL' }] });
  });

  it('is CANCELED when it is canceled, and its process is killed', async () => {
    const run = await aSuspect('spin');
    await here.whenLike(run, { status: 'RUNNING' });
    await here.db.runs.updateOne({ _id: run._id }, { $set: { cancelRequested: 'BY_USER' } });
    const ended = await here.whenLike(run, { status: 'CANCELED', reason: 'BY_USER' });
    expect(outcomes(ended)).toEqual(['CANCELED ABORTED']);
  });
});

describe('a run whose process in quarantine dies', () => {
  it('is tried again, and stopped as POISON at the third death, without waiting for a lease', async () => {
    const run = await aSuspect('die', {}, { aloneCrashes: 1 });
    const ended = await here.whenLike(run, { status: 'FAILED', reason: 'POISON', settled: true });
    expect([outcomes(ended), ended.aloneCrashes]).toEqual([['LOST CRASH', 'LOST CRASH'], 3]);
    for (const { error } of ended.attempts) expect(error).toMatch(/signal SIGKILL/);
    const text = await metrics();
    expect(figureIn(text, 'punctual_quarantine_deaths_total')).toBe(2);
    expect(figureIn(text, 'punctual_quarantine_poisoned_total')).toBe(1);
  });

  it.each([
    ['aborts', 'abort', /signal SIGABRT/],
    ['exits', 'exit', /exit code 7/],
    ['throws when nothing waits for it', 'later', /exit code 1/],
  ])('because it %s says so', async (_, does, how) => {
    const run = await here.whenLike(await aSuspect(does, {}, { aloneCrashes: 2 }), { status: 'FAILED' });
    expect([run.reason, outcomes(run), run.attempts[0]?.error]).toEqual([
      'POISON',
      ['LOST CRASH'],
      expect.stringMatching(how),
    ]);
  });

  it('and is to be delivered at most once ends as of unknown outcome, without another', async () => {
    const run = await aSuspect('exit', { delivery: 'at-most-once' });
    const ended = await here.whenLike(run, { status: 'FAILED', reason: 'UNKNOWN_OUTCOME' });
    expect([outcomes(ended), ended.aloneCrashes]).toEqual([['FAILED CRASH'], 1]);
  });
});

describe('a run in quarantine at its deadline', () => {
  it.each([
    ['says so itself', 'hang', { crashCount: 0 }],
    ['is killed if it does not, which is no death, and stays a suspect', 'spin', { crashCount: 2 }],
  ])('%s', async (_, does, then) => {
    const retry = { attempts: 2, backoff: 'fixed', delayMs: 3_600_000, maxAgeMs: 7_200_000 } as const;
    const run = await aSuspect(does, { timeoutMs: 1_000, retry });
    const ended = await here.whenLike(run, { status: 'PENDING', attempt: 1 });
    expect(ended).toMatchObject({ aloneCrashes: 0, ...then });
    expect(outcomes(ended)).toEqual(['RETRY TIMEOUT']);
  });
});

describe('suspects', () => {
  it('have four places, in turns over their owners, and hold up nobody else', async () => {
    const [ana, bob] = [new Types.ObjectId(), new Types.ObjectId()];
    // They are due together, however long it takes to write them down.
    const due = { dispatchAfter: inSeconds(3) };
    for (let i = 0; i < PLACES + 2; i += 1) await aSuspect('hang', { ownerId: ana }, due);
    const other = await aSuspect('hang', { ownerId: bob }, due);
    await here.whenLike(other, { status: 'RUNNING' });
    const quiet = await aSuspect('work', {}, { crashCount: SUSPECT_CRASHES - 1 });
    await here.whenLike(quiet, { status: 'COMPLETED', attempts: [{ response: '{"does":"work"}' }] });
    const theirs = { ownerId: { $in: [ana, bob] } };
    const having = (status: RunDocument['status']) => here.db.runs.countDocuments({ ...theirs, status });
    await until(async () => expect([await having('RUNNING'), await having('PENDING')]).toEqual([PLACES, 3]));
    const text = await metrics();
    expect(figureIn(text, 'punctual_quarantine_running')).toBe(PLACES);
    expect(figureIn(text, 'punctual_quarantine_waiting')).toBeGreaterThanOrEqual(3);
    await here.db.runs.updateMany(theirs, { $set: { cancelRequested: 'BY_USER' } });
  });
});
