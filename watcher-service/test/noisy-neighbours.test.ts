import { HOUR_MS } from '@punctual/contracts/time';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { Dispatcher } from '@punctual/engine/queue/dispatcher';
import { aJob, aRun } from '@punctual/testing/engine/documents';
import { quietLogger } from '@punctual/testing/engine/redis';
import { type HeldTarget, startHeldTarget } from '@punctual/testing/http-targets/held-target';
import { ON_DEMAND } from '@punctual/testing/watcher/busy-job';
import { heldAnswer } from '@punctual/testing/watcher/held-answer';
import { mailingJob, Surroundings, until } from '@punctual/testing/watcher/watcher';
import { Types } from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const HALF = 25;
/** At once, as far as a busy machine goes: a run in line behind the others would wait for an hour. */
const PROMPT_MS = 5_000;
const LONG = { timeout: 60_000 };

let here: Surroundings;
let target: HeldTarget;
beforeEach(async () => {
  here = new Surroundings();
  [target] = await Promise.all([startHeldTarget(), here.open()]);
});
afterEach(async () => {
  target.release();
  await target.stop();
  await here.close();
});

const settings = () => ({
  HTTP_ALLOWED_NETWORKS: '127.0.0.0/8',
  HTTP_ALLOWED_PORTS: String(target.port),
  HTTP_PER_HOST: '1000',
});
/** Starts a worker on a stack where jobs are not all of one owner. */
async function work() {
  for (const owner of noisy(2)) await here.add(mailing(owner, 'neighbour@example.com'));
  return here.watch(settings());
}
const calling = (ownerId: Types.ObjectId, path: string): JobDocument =>
  aJob({
    ...ON_DEMAND,
    ownerId,
    timeoutMs: HOUR_MS,
    task: { type: 'http', method: 'POST', url: target.url(path), expectStatus: '2xx' },
  });
const mailing = (ownerId: Types.ObjectId, to: string) => mailingJob(to, { ...ON_DEMAND, ownerId });

/** Has a run of each of these jobs put into the queue. */
async function ask(jobs: JobDocument[]): Promise<RunDocument[]> {
  const dueAt = new Date();
  const dispatchAfter = new Date(dueAt.getTime() + 5_000);
  const runs = jobs.map((job) => aRun(job, { trigger: 'manual', dueAt, dispatchAfter }));
  await here.db.jobs.insertMany(jobs);
  await here.db.runs.insertMany(runs);
  await new Dispatcher(here.redis.producer, quietLogger).enqueue(runs);
  return runs;
}
const anOwner = () => new Types.ObjectId();
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const noisy = (count: number) => times(count, () => anOwner());
/** Calls of each of these owners to a host that does not answer. */
const hanging = (owners: Types.ObjectId[], each = 60) =>
  owners.flatMap((owner) => times(each, () => calling(owner, '/hang')));

/** Counts the runs that each of these owners has under way. */
async function running(owners: Types.ObjectId[]): Promise<number[]> {
  const runs = await here.db.runs.find({ status: 'RUNNING' }, { projection: { ownerId: 1 } }).toArray();
  return owners.map((owner) => runs.filter(({ ownerId }) => ownerId.equals(owner)).length);
}
/** Resolves when each of these owners has a run under way. */
const whenAllHold = (owners: Types.ObjectId[]) =>
  until(async () => expect(Math.min(...(await running(owners)))).toBeGreaterThan(0));
const promptly = async (run: RunDocument | undefined) => {
  const ended = await here.whenLike(run as RunDocument, { status: 'COMPLETED' });
  expect(ended.lateness).toBeLessThan(PROMPT_MS);
};

describe('calls to a host that does not answer', LONG, () => {
  it.each([
    [60, 1],
    [60, 2],
    [10, 20],
  ])('%i of each of %i owners hold none of another owner up', async (each, count) => {
    await work();
    const owners = noisy(count);
    await ask(hanging(owners, each));
    await whenAllHold(owners);
    const quiet = anOwner();
    for (let i = 0; i < 3; i += 1) await promptly((await ask([calling(quiet, '/quick')]))[0]);
    expect(Math.max(...(await running(owners)))).toBeLessThanOrEqual(HALF);
  });

  it('are carried out one after the other as places become free, and each once', async () => {
    await work();
    const runs = await ask(hanging(noisy(2), 40));
    await until(() => expect(target.held).toBeGreaterThan(HALF));
    target.release();
    await until(async () => expect(await here.tally()).toEqual({ COMPLETED: runs.length }));
    expect(await here.db.runs.distinct('attempt')).toEqual([1]);
  });

  it('hold nobody up in any of two workers', async () => {
    await Promise.all([work(), work()]);
    const owners = noisy(2);
    await ask(hanging(owners));
    await whenAllHold(owners);
    const quiet = anOwner();
    for (let i = 0; i < 3; i += 1) await promptly((await ask([calling(quiet, '/quick')]))[0]);
    expect(Math.max(...(await running(owners)))).toBeLessThanOrEqual(2 * HALF);
  });

  it('hold nobody up after Redis was emptied, and none is lost by that', async () => {
    await work();
    const owners = noisy(2);
    const runs = await ask(hanging(owners));
    await whenAllHold(owners);
    await here.redis.producer.flushall();
    await promptly((await ask([calling(anOwner(), '/quick')]))[0]);
    expect(Math.max(...(await running(owners)))).toBeLessThanOrEqual(HALF);
    target.release();
    await until(async () => expect(await here.tally()).toEqual({ COMPLETED: runs.length + 1 }));
  });
});

it('emails that a mail server does not answer hold none of another owner up', LONG, async () => {
  await work();
  const [ana, bob] = [anOwner(), anOwner()];
  const held = heldAnswer();
  const people = times(60, (i) => `held-${i}@example.com`);
  for (const person of people) here.smtp.script(person, held.answer);
  await ask(people.map((person) => mailing(ana, person)));
  await whenAllHold([ana]);
  const [quiet] = await ask([mailing(bob, 'quiet@example.com')]);
  const started = await here.whenLike(quiet as RunDocument, { startedAt: expect.any(Date) });
  expect(started.lateness).toBeLessThan(PROMPT_MS);
  expect(Math.max(...(await running([ana])))).toBeLessThanOrEqual(HALF);
  held.give();
  await until(async () => expect(await here.tally()).toEqual({ COMPLETED: people.length + 1 }));
});

it('the only owner of jobs has all places but the kept tenth', LONG, async () => {
  const ana = anOwner();
  await here.add(calling(ana, '/hang'));
  await here.watch(settings());
  await ask(hanging([ana]));
  await until(() => expect(target.held).toBe(45));
});
