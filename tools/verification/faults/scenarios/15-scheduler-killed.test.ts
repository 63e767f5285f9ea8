import { randomUUID } from 'node:crypto';
import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import { expect, it } from 'vitest';
import type { ApiUser } from '../stack/api-user.ts';
import { inSeconds, until, useStack } from '../stack/stack.ts';

const REQUESTS = 200;
const RUNS = 60;
/** Requests under way at once, each somewhere else when the process is killed. */
const AT_ONCE = 12;
const KILLED_EACH = 40;
const LONG_MS = 240_000;
const HOUR_S = 3_600;
const here = useStack();

/** A scheduler that is killed and started again, at the same address, whenever so many more answers have come. */
async function dyingScheduler() {
  let service: SpawnedService = await here.scheduler();
  let answered = 0;
  let revived: Promise<void> = Promise.resolve();
  const revive = async () => {
    service.kill('SIGKILL');
    await here.killed(service);
    service = await here.scheduler({ SCHEDULER_PORT: String(service.port) });
  };
  return {
    url: service.url,
    kills: 0,
    revived: () => revived,
    hasAnswered() {
      answered += 1;
      if (answered % KILLED_EACH !== 0) return;
      this.kills += 1;
      revived = revived.then(revive);
    },
  };
}

/** Does this for each number below `count`, some of them at the same time. */
async function forEach(count: number, act: (number: number) => Promise<void>): Promise<void> {
  const numbers = Array.from({ length: count }, (_, i) => i).values();
  const worker = async () => {
    for (const number of numbers) await act(number);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const aJob = (name: string) => ({
  name,
  task: { type: 'log' },
  schedule: { kind: 'once', at: inSeconds(HOUR_S).toISOString() },
});

/** Asks with one key until it is answered with success, as a client does whose connection breaks. */
async function insist(user: ApiUser, path: string, body: object, expected: number): Promise<string> {
  const key = { 'idempotency-key': randomUUID() };
  let id = '';
  await until(async () => {
    const answer = await user.ask('POST', path, body, key);
    expect(answer.status).toBe(expected);
    id = String(answer.body.id);
  });
  return id;
}

it(
  'a scheduler killed while jobs are created stores each as a whole or not at all; asked again by the same key, none twice',
  async () => {
    const scheduler = await dyingScheduler();
    const ana = await here.user(scheduler.url);
    const acknowledged = new Map<string, string>();
    await forEach(REQUESTS, async (number) => {
      const name = `job ${number}`;
      // Each fourth client has no key and gives up: its job may be there or not.
      const asked = number % 4 === 3 ? ana.ask('POST', '/users/jobs', aJob(name)) : null;
      const answer = asked && (await asked.catch(() => null));
      const id = asked ? answer?.body.id : await insist(ana, '/users/jobs', aJob(name), 201);
      if (!id) return;
      acknowledged.set(name, id);
      scheduler.hasAnswered();
    });
    await scheduler.revived();
    expect(scheduler.kills).toBeGreaterThanOrEqual(3);

    const jobs = await here.db.jobs.find({}).toArray();
    const stored = new Map(jobs.map(({ name, _id }) => [name, _id.toHexString()]));
    expect(stored.size).toBe(jobs.length);
    expect([...acknowledged].filter(([name, id]) => stored.get(name) !== id)).toEqual([]);
    const maybe = [...stored.keys()].filter((name) => !acknowledged.has(name));
    expect(maybe.filter((name) => Number(name.slice('job '.length)) % 4 !== 3)).toEqual([]);
    expect(jobs.filter(({ nextRunAt, status }) => !nextRunAt || status !== 'PENDING')).toEqual([]);
    expect(await here.verdict()).toEqual([]);
  },
  LONG_MS,
);

it(
  'a scheduler killed while runs are asked for makes one run of each key',
  async () => {
    const scheduler = await dyingScheduler();
    const ana = await here.user(scheduler.url);
    const { id } = (await ana.ask('POST', '/users/jobs', { ...aJob('by hand'), overlap: 'allow' })).body;
    const runs = new Set<string>();
    await forEach(RUNS, async () => {
      runs.add(await insist(ana, `/users/jobs/${id}/run`, {}, 202));
      scheduler.hasAnswered();
    });
    await scheduler.revived();
    expect(scheduler.kills).toBeGreaterThanOrEqual(1);
    expect(runs.size).toBe(RUNS);
    expect((await here.runs()).map(({ _id }) => _id.toHexString()).sort()).toEqual([...runs].sort());
  },
  LONG_MS,
);
