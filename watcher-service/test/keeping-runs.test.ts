import { DAY_MS } from '@punctual/contracts/time';
import type { Collections } from '@punctual/engine/database/collections';
import type { RunDocument } from '@punctual/engine/database/documents';
import { JobLocks } from '@punctual/engine/jobs/job-locks';
import { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import { systemClock } from '@punctual/engine/platform/clock';
import { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { QueuedRuns } from '@punctual/engine/runs/queued-runs';
import { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { useDatabase } from '@punctual/testing/engine/database';
import { losingReads, losingRequests } from '@punctual/testing/engine/faults';
import { quietLogger, useRedis } from '@punctual/testing/engine/redis';
import { ending, RunEngine, takeover } from '@punctual/testing/engine/run-engine';
import { PATIENCE_MS } from '@punctual/testing/watcher/watcher';
import { afterEach, describe, expect, it } from 'vitest';
import { LeaseKeeper } from '../src/work/lease-keeper.ts';
import { RunBatches, type Started } from '../src/work/run-batches.ts';

const db = useDatabase();
const redis = useRedis();
const engine = new RunEngine(db);
const NEVER = Number.MAX_SAFE_INTEGER;

const keepers: LeaseKeeper[] = [];
afterEach(async () => {
  await Promise.all(keepers.splice(0).map((keeper) => keeper.stop()));
});

/** The part of a worker process that takes and ends runs. */
function aProcess(options: { leaseMs?: number; on?: Collections; jobsOn?: Collections } = {}) {
  const { leaseMs = 600, on = db.collections, jobsOn = on } = options;
  const settings = { owner: 'ana', leaseMs };
  const runs = new RunTransitions(on, DAY_MS);
  const leases = new LeaseKeeper(runs, systemClock, quietLogger, settings);
  keepers.push(leases);
  const [locks, summaries] = [new JobLocks(jobsOn), new JobSummaries(jobsOn)];
  const dispatcher = new Dispatcher(redis.producer, quietLogger);
  const queued = new QueuedRuns(on);
  return {
    leases,
    batches: new RunBatches(runs, locks, summaries, queued, dispatcher, leases, systemClock, settings),
  };
}

const aDueRun = async () => engine.addRun(await engine.addJob(), { dueAt: new Date() });
const start = ({ batches }: ReturnType<typeof aProcess>, { _id }: RunDocument) =>
  batches.start({ id: _id, queuedAt: new Date(), owner: 'ana' });
const started = async (process: ReturnType<typeof aProcess>): Promise<Started> => {
  const run = await start(process, await aDueRun());
  if (!run) throw new Error('The run was not started.');
  return run;
};
/** All updates but heartbeats wait. */
const holdingUp = (real: Collections, name: 'runs' | 'jobs', until: Promise<void>): Collections => {
  const slow = new Proxy<object>(real[name], {
    get: (collection, property) => {
      const value = Reflect.get(collection, property) as (...args: unknown[]) => unknown;
      if (typeof value !== 'function') return value;
      if (property !== 'updateMany') return value.bind(collection);
      return async (filter: object, update: unknown) => {
        if (!('owner' in filter)) await until;
        return value.call(collection, filter, update);
      };
    },
  });
  return { ...real, [name]: slow };
};
/** A promise that is resolved by a call. */
function aGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
const whenLost = (lost: AbortSignal) =>
  expect.poll(() => lost.aborted, { timeout: PATIENCE_MS, interval: 10 }).toBe(true);

describe('a run that a process has taken', () => {
  it('stays its own for longer than a lease, as long as its heart beats', async () => {
    const { run, lost } = await started(aProcess());
    const before = run.leaseUntil?.getTime() ?? 0;
    const renewed = async () => ((await engine.run(run)).leaseUntil?.getTime() ?? 0) - before;
    await expect.poll(renewed, { timeout: PATIENCE_MS }).toBeGreaterThan(1_200);
    expect(lost.aborted).toBe(false);
  });

  it('is kept while its job is slow to answer', async () => {
    const gate = aGate();
    const process = aProcess({ jobsOn: holdingUp(db.collections, 'jobs', gate.opened) });
    const run = await aDueRun();
    const starting = start(process, run);
    await expect.poll(() => process.leases.size, { timeout: PATIENCE_MS, interval: 10 }).toBe(1);
    gate.open();
    expect(await starting).toMatchObject({ lock: { kind: 'acquired' } });
  });

  it('is given up at once when another process has it', async () => {
    const { run, lost } = await started(aProcess({ leaseMs: 60_000 / 100 }));
    await engine.runs.finish([takeover(run)]);
    await whenLost(lost);
    expect(lost.reason).toMatchObject({ message: 'somebody else has it' });
  });

  it('is given up when its lease ends, also while the database does not answer', async () => {
    let hangs = false;
    const on = new Proxy(db.collections, {
      get: (real, name: keyof Collections) =>
        new Proxy(real[name], {
          get: (collection, property) => {
            const value = Reflect.get(collection, property) as (...args: unknown[]) => unknown;
            if (property === 'updateMany' && hangs) return () => new Promise(() => {});
            return typeof value === 'function' ? value.bind(collection) : value;
          },
        }),
    });
    const process = aProcess({ on });
    const { lost } = await started(process);
    hangs = true;
    await whenLost(lost);
    expect(lost.reason).toMatchObject({ message: 'its lease ended' });
    keepers.pop(); // its beat never ends, and neither would the waiting for it
  });

  it('is kept no longer when it cannot be recorded that its effect begins: the recovery judges it', async () => {
    const on = losingRequests(db.collections, 'runs', 'countDocuments');
    const process = aProcess({ leaseMs: 60_000, on });
    const { run } = await started(process);
    await expect(process.batches.beginEffect(run)).rejects.toThrow('the connection broke');
    expect(process.leases.size).toBe(0);
  });

  it('that was lost and is started here again is a new start: the earlier one is given up', async () => {
    const process = aProcess({ leaseMs: 60_000 });
    const first = await started(process);
    await engine.runs.finish([takeover(first.run, new Date())]);
    const second = await process.batches.startInQuarantine({ id: first.run._id, queuedAt: new Date() });
    expect([first.lost.aborted, second?.lost.aborted]).toEqual([true, false]);
    expect(await process.batches.end(ending(first.run))).toBe(false);
    expect(process.leases.holds(second?.run as RunDocument)).toBe(true);
  });

  it('is started for one of two entries that name it', async () => {
    const process = aProcess();
    const run = await aDueRun();
    const both = await Promise.all([start(process, run), start(process, run)]);
    expect(both.filter((taken) => taken !== null)).toHaveLength(1);
    expect(process.leases.size).toBe(1);
  });

  it('is given back uncounted when its job cannot be read, and another process may have it', async () => {
    const unread = losingReads(losingRequests(db.collections, 'jobs', 'findOneAndUpdate'), 'jobs');
    const process = aProcess({ jobsOn: unread });
    const run = await aDueRun();
    await expect(start(process, run)).rejects.toThrow('the connection broke');
    expect(await engine.run(run)).toMatchObject({
      status: 'PENDING',
      attempt: 0,
      crashCount: 0,
      leaseUntil: null,
    });
    expect(await start(aProcess(), run)).toMatchObject({ lock: { kind: 'acquired' } });
  });
});

describe('the end of a run', () => {
  it('is written, is in the summary of the job, and ends the keeping', async () => {
    const process = aProcess();
    const { run } = await started(process);
    expect(await process.batches.end(ending(run))).toBe(true);
    expect(await engine.run(run)).toMatchObject({ status: 'COMPLETED', settled: true });
    expect(process.leases.size).toBe(0);
  });

  it('is written as soon as the database takes it again', async () => {
    // Each try asks three times: the first two tries fail, the third is taken.
    const process = aProcess({
      leaseMs: 60_000,
      on: losingRequests(db.collections, 'runs', 'updateMany', 6),
    });
    const run = await engine.start(await aDueRun(), 'ana', new Date());
    process.leases.hold(run, performance.now());
    expect(await process.batches.end(ending(run))).toBe(true);
    expect(await engine.run(run)).toMatchObject({ status: 'COMPLETED', attempts: [{}] });
  });

  it('is answered with false when another process had the run by then', async () => {
    const process = aProcess({ leaseMs: 60_000 });
    const { run } = await started(process);
    const [taken] = await engine.runs.finish([takeover(run)]);
    expect(await process.batches.end(ending(run))).toBe(false);
    expect(await engine.run(run)).toEqual(taken);
  });

  it('that says that nothing was done is refused once the effect has begun, and the lease decides', async () => {
    const process = aProcess({ leaseMs: 60_000 });
    const { run } = await started(process);
    await process.batches.beginEffect(run);
    const release = { change: 'release', attempt: null, uncounted: true } as const;
    expect(await process.batches.end(ending(run, release))).toBe(false);
    expect(process.leases.size).toBe(0);
    expect(await engine.run(run)).toMatchObject({ status: 'RUNNING', fence: run.fence, attempt: 1 });
  });

  it('may take longer than a lease: meanwhile the run stays its process’s own, and nobody takes it over', async () => {
    const gate = aGate();
    const run = await engine.start(await aDueRun(), 'ana', new Date());
    const leaseMs = 1_500;
    const process = aProcess({ leaseMs, on: holdingUp(db.collections, 'runs', gate.opened) });
    const begun = Date.now();
    process.leases.hold(run, performance.now());
    const end = process.batches.end(ending(run));
    // A lease of this process that ends later than two of them after the start was written after the first had ended.
    const renewed = async () => ((await engine.run(run)).leaseUntil?.getTime() ?? 0) - begun;
    await expect.poll(renewed, { timeout: PATIENCE_MS, interval: 50 }).toBeLessThan(2 * leaseMs);
    await expect.poll(renewed, { timeout: PATIENCE_MS, interval: 50 }).toBeGreaterThan(2 * leaseMs);
    expect(process.leases.holds(run)).toBe(true);
    gate.open();
    expect(await end).toBe(true);
    expect(await engine.run(run)).toMatchObject({ status: 'COMPLETED', attempts: [{}], crashCount: 0 });
  });

  it('that cannot be written until the lease ends leaves the run to be taken over', async () => {
    const process = aProcess({ on: losingRequests(db.collections, 'runs', 'updateMany', NEVER) });
    const { run } = await started(aProcess({ leaseMs: 600_000 }));
    process.leases.hold(run, performance.now());
    await expect(process.batches.end(ending(run))).rejects.toThrow('does not take the ends');
    expect(process.leases.size).toBe(0);
    expect(await engine.run(run)).toMatchObject({ status: 'RUNNING', fence: run.fence });
  });

  it('of a run whose summary fails is recorded all the same', async () => {
    const process = aProcess({ jobsOn: losingRequests(db.collections, 'jobs', 'updateMany', NEVER) });
    const run = await engine.start(await aDueRun(), 'ana', new Date());
    process.leases.hold(run, performance.now());
    await expect(process.batches.end(ending(run))).rejects.toThrow('the connection broke');
    expect(await engine.run(run)).toMatchObject({ status: 'COMPLETED', settled: false });
    expect(process.leases.size).toBe(0);
  });
});
