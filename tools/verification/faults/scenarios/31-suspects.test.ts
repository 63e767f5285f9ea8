import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { SUSPECT_CRASHES } from '@punctual/engine/runs/suspects';
import { Types } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { childrenOf } from '../stack/children.ts';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const LEASE_MS = 2_000;
const ENV = { LEASE_MS: String(LEASE_MS), WORK_CONCURRENCY: '150' };
/** The sweep looks for leases that have ended each 5 s. */
const SWEEP_MS = 5_000;
const PLACES = 4;
const OWNERS = 5;
const HANGING = 50;
const NEVER_MS = 600_000;
const here = useStack();

const httpTask = (path: string) =>
  ({ type: 'http', url: here.sink.url(path), method: 'POST', expectStatus: '2xx' }) as JobDocument['task'];

/** Fifty jobs of five owners whose calls are never answered; returns the owners. */
async function hanging(when: Date, timeoutMs: number): Promise<Types.ObjectId[]> {
  here.sink.answers.set('/hang', () => ({ status: 200, afterMs: NEVER_MS }));
  const owners = Array.from({ length: OWNERS }, () => new Types.ObjectId());
  const more = { task: httpTask('/hang'), timeoutMs };
  for (const ownerId of owners) await here.due(HANGING / OWNERS, when, { ...more, ownerId });
  return owners;
}

const calls = (count: number) =>
  until(() => expect(here.sink.effects.filter(({ path }) => path === '/hang').length).toBe(count));

/** Waits for the runs of a job; returns the lateness of the last end (ms), not counting while no worker was up. */
async function latest(job: JobDocument, count: number, upAt: Date): Promise<number> {
  const runs = () => here.db.runs.find({ jobId: job._id }).toArray();
  await until(async () =>
    expect((await runs()).filter(({ status }) => status === 'COMPLETED')).toHaveLength(count),
  );
  const late = ({ dueAt, finishedAt }: RunDocument) =>
    (finishedAt?.getTime() ?? 0) - Math.max(dueAt.getTime(), upAt.getTime());
  return Math.max(...(await runs()).map(late));
}

describe('a worker killed -9 with 50 calls under way to a host that hangs', () => {
  const QUIET = 25;
  const LONG_MS = 60_000;

  it.each([
    ['beside another', 2],
    ['as the only one', 1],
  ])('%s: others are late by the lease and 5 s at most', async (_, workers) => {
    const [first] = await Promise.all(Array.from({ length: workers }, () => here.watcher(ENV)));
    await here.shared(workers);
    const due = inSeconds(3);
    await hanging(due, LONG_MS);
    // With another policy, what is due while one of its own runs waits for the end of a lease would be skipped.
    const quietOwner = { ownerId: new Types.ObjectId(), overlap: 'allow' } as const;
    const quiet = await here.recurring(QUIET, 1, due, quietOwner);
    await calls(HANGING);
    first?.kill('SIGKILL');
    if (workers === 1) await here.watcher(ENV);
    expect(await latest(quiet, QUIET, workers === 1 ? new Date() : due)).toBeLessThan(LEASE_MS + SWEEP_MS);
  });
});

describe('fifty runs of five owners after two kills', () => {
  const DEADLINE_MS = 20_000;

  it('go through quarantine four at a time, and the first of each owner within the lease and two deadlines', async () => {
    const owners = await hanging(inSeconds(3), DEADLINE_MS);
    for (const kills of [1, SUSPECT_CRASHES]) {
      const worker = await here.watcher(ENV);
      await calls(kills * HANGING);
      worker.kill('SIGKILL');
      await here.killed(worker);
    }
    const killedAt = Date.now();
    const worker = await here.watcher(ENV);
    const down = Date.now() - killedAt;
    const begun = await Promise.all(
      owners.map(async (ownerId) => {
        const tried = { ownerId, attempt: { $gt: SUSPECT_CRASHES } };
        await until(async () => expect(await here.db.runs.countDocuments(tried)).toBeGreaterThan(0));
        expect(childrenOf(worker.process.pid).length).toBeLessThanOrEqual(PLACES);
        return Date.now() - killedAt;
      }),
    );
    expect(Math.max(...begun) - down).toBeLessThan(LEASE_MS + 2 * DEADLINE_MS);
    const running = { status: 'RUNNING', crashCount: { $gte: SUSPECT_CRASHES } } as const;
    expect(await here.db.runs.countDocuments(running)).toBeLessThanOrEqual(PLACES);
  });
});

it('a child in quarantine dies with its worker', async () => {
  const worker = await here.watcher(ENV);
  here.sink.hold();
  const [job] = (await here.due(1, inSeconds(4))) as [JobDocument];
  const suspect = () =>
    here.db.runs.findOneAndUpdate({ jobId: job._id }, { $set: { crashCount: SUSPECT_CRASHES } });
  await until(async () => expect(await suspect()).not.toBeNull());
  await here.effects(1);
  const [child] = childrenOf(worker.process.pid);
  expect(child).toBeDefined();
  process.kill(worker.process.pid, 'SIGKILL'); // not its group
  await until(() => expect(here.sink.brokenOff).toBe(1));
});
