import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WatchdogPart } from '@punctual/contracts/api/health-contract';
import type { ProcessDocument, RunDocument } from '@punctual/engine/database/documents';
import { DatabaseStanding } from '@punctual/engine/platform/part-standing';
import { useMailbox } from '@punctual/testing/api/mailbox';
import { TestClock } from '@punctual/testing/api/test-clock';
import { useDatabase } from '@punctual/testing/engine/database';
import { aJob, aRun } from '@punctual/testing/engine/documents';
import { quietLogger } from '@punctual/testing/engine/redis';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSmtpMailer } from '../src/accounts/emails/mailer.ts';
import { FactsReader } from '../src/watchdog/facts-reader.ts';
import { Teller } from '../src/watchdog/teller.ts';
import { Watchdog } from '../src/watchdog/watchdog.ts';
import { WatchdogStore } from '../src/watchdog/watchdog-store.ts';

const db = useDatabase();
const mailbox = useMailbox({});
const UP = { state: 'up', since: null } as const;
const MAIL = { ...UP, state: 'unknown', lastSuccessAt: null, lastErrorAt: null, error: null } as const;

/** A webhook of the operators that remembers its messages, and refuses them while told so. */
const hook = { messages: [] as { id: string; text: string }[], status: 200, url: '' };
const server = http.createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  hook.messages.push({ id: String(request.headers['webhook-id']), ...JSON.parse(body) });
  response.writeHead(hook.status).end();
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  hook.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(() => server.close());

let clock: TestClock;
let redisSince: string | null;
let clockOffMs: number;
let isDatabaseThere: boolean;
let copies = 0;
beforeEach(async () => {
  clock = new TestClock(new Date('2031-03-03T12:00:00.000Z'));
  [redisSince, clockOffMs, isDatabaseThere, copies] = [null, 0, true, 0];
  Object.assign(hook, { messages: [], status: 200 });
  const { watchdog, processes, watches } = db.models;
  await Promise.all([watchdog, processes, watches].map(({ collection }) => collection.deleteMany({})));
  await db.empty();
  await beat();
});

const ago = (seconds: number) => new Date(clock.now().getTime() - seconds * 1_000);
/** A watcher and worker says that it is there, or did so some seconds ago. */
const beat = (seconds = 0, more: Partial<ProcessDocument> = {}) =>
  db.models.processes.updateOne(
    { _id: 'a' },
    { $set: { roles: ['watch', 'work'], startedAt: ago(0), beatAt: ago(seconds), ...more } },
    { upsert: true },
  );

/** A copy of scheduler-service, as far as its watchdog goes. No two clocks agree to the millisecond. */
function copy(): Watchdog {
  copies += 1;
  const aheadMs = copies;
  const own = { now: () => new Date(clock.now().getTime() + aheadMs) };
  const look = async () => ({
    known: await db.models.processes.find().lean<ProcessDocument[]>(),
    parts: {
      redis: { state: redisSince ? ('down' as const) : ('up' as const), since: redisSince },
      mail: MAIL,
    },
  });
  const facts = new FactsReader(db.models, { look }, () => clockOffMs);
  const teller = new Teller({ emails: [], webhooks: [hook.url] }, null, new URL('http://punctual.test'));
  const database = new DatabaseStanding(async () => isDatabaseThere, own);
  return new Watchdog(facts, new WatchdogStore(db.models), teller, database, own, quietLogger);
}

/** Lets time pass in which all copies look, and the process that is there says so. */
async function pass(seconds: number, copies: Watchdog[], beats = true): Promise<void> {
  for (let left = seconds; left > 0; left -= 5) {
    clock.advance(5_000);
    if (beats) await beat();
    await Promise.all(copies.map((one) => one.look().catch(() => {})));
  }
}

const told = () => hook.messages.map(({ text }) => text.split('\n')[0]?.replace('Punctual: ', ''));
const openOf = (one: Watchdog) => one.open.map(({ part }) => part);

const TROUBLE: [WatchdogPart, () => unknown, () => unknown][] = [
  [
    'redis',
    () => {
      redisSince = ago(0).toISOString();
    },
    () => {
      redisSince = null;
    },
  ],
  ['jobs', () => db.jobs.insertOne(aJob({ nextRunAt: ago(60) })), () => db.empty()],
  [
    'runs',
    () => db.runs.insertOne(aRun(aJob(), { dueAt: ago(60), nextAttemptAt: ago(60), dispatchAfter: ago(55) })),
    () => db.empty(),
  ],
  [
    'leases',
    () => db.runs.insertOne(aRun(aJob(), { status: 'RUNNING', leaseUntil: ago(60) })),
    () => db.empty(),
  ],
  [
    'clock',
    () => {
      clockOffMs = -6_000;
    },
    () => {
      clockOffMs = 0;
    },
  ],
];

describe('the watchdog of two copies', () => {
  it.each(TROUBLE)(
    'tells of %s once, in half a minute, and once when all is well again',
    async (part, begin, end) => {
      const both = [copy(), copy()];
      await pass(30, both);
      await begin();
      await pass(30, both);
      expect([hook.messages.length, ...both.map(openOf)]).toEqual([1, [part], [part]]);
      await end();
      await pass(60, both);
      expect([hook.messages.length, ...both.map(openOf)]).toEqual([2, [], []]);
      expect(hook.messages[1]?.text).toContain('All is well now.');
    },
  );

  it('tells of watchers and workers that fell silent in one message, and of both when they are back', async () => {
    const both = [copy(), copy()];
    await pass(30, both);
    await pass(60, both, false);
    expect(told()).toEqual(['No watcher is running (and 1 more)']);
    expect(hook.messages[0]?.text).toContain('No worker is running, since 2031-03-03T12:00:30.000Z.');
    await pass(60, both);
    expect(told()[1]).toBe('A watcher is running again (and 1 more)');
  });

  it('tells nobody while nothing is wrong, nor of a moment', async () => {
    const both = [copy(), copy()];
    await pass(600, both);
    redisSince = ago(0).toISOString();
    await pass(5, both);
    redisSince = null;
    await pass(60, both);
    expect([hook.messages, both.map(({ isWell }) => isWell)]).toEqual([[], [true, true]]);
  });

  it('has a change that could not be told told later, by a copy that is there then, as the same message', async () => {
    const both = [copy(), copy()];
    await pass(30, both);
    hook.status = 500;
    redisSince = ago(0).toISOString();
    await pass(20, both);
    expect(hook.messages).toHaveLength(1);
    hook.status = 200;
    await pass(60, [copy()]);
    expect(new Set(hook.messages.map(({ id }) => id)).size).toBe(1);
    expect(hook.messages).toHaveLength(2);
  });

  it('of which one has died after it found something leaves it to the other to say that it is well', async () => {
    const [first, second] = [copy(), copy()];
    redisSince = ago(0).toISOString();
    await pass(30, [first]);
    redisSince = null;
    await pass(30, [second]);
    expect(told()).toEqual(['Redis is away, or takes no writes', 'Redis is back']);
  });

  it('tells of a database that is away for each copy, and then that it is back', async () => {
    const both = [copy(), copy()];
    await pass(30, both);
    isDatabaseThere = false;
    await pass(60, both);
    expect(told()).toEqual(['MongoDB is away', 'MongoDB is away']);
    expect(both.map(openOf)).toEqual([['mongodb'], ['mongodb']]);
    isDatabaseThere = true;
    await pass(60, both);
    expect(told().slice(2)).toEqual(['MongoDB is back', 'MongoDB is back']);
    expect(both.map(({ isWell }) => isWell)).toEqual([true, true]);
  });
});

it('a watchdog that cannot say that the database is back goes on looking at all else, and says it when it can', async () => {
  const one = copy();
  await pass(30, [one]);
  isDatabaseThere = false;
  await pass(30, [one]);
  [isDatabaseThere, hook.status, redisSince] = [true, 500, ago(0).toISOString()];
  await pass(30, [one]);
  expect(openOf(one)).toEqual(['redis']);
  hook.status = 200;
  await pass(60, [one]);
  expect(told().slice(-2).sort()).toEqual(['MongoDB is back', 'Redis is away, or takes no writes']);
});

describe('the watchdog leaves alone', () => {
  const owner = new Types.ObjectId();
  const waiting = (more: Partial<RunDocument> = {}) =>
    aRun(aJob({ ownerId: owner }), {
      ...{ dueAt: ago(60), nextAttemptAt: ago(60), dispatchAfter: ago(55) },
      ...more,
    });

  it.each<[string, () => Promise<unknown>]>([
    [
      'runs that wait for others of the same owner',
      () =>
        db.runs.insertMany([
          waiting(),
          { ...waiting({ status: 'RUNNING', leaseUntil: ago(-30) }), runKey: 'x' },
        ]),
    ],
    ['runs that are tried again later', () => db.runs.insertOne(waiting({ nextAttemptAt: ago(-600) }))],
    ['runs that wait for the end of another', () => db.runs.insertOne(waiting({ dispatchAfter: null }))],
    [
      'jobs of an owner whose schedules wait for their turn',
      async () => {
        await db.models.watches.create({ _id: owner.toHexString(), at: ago(-600), since: ago(300) });
        await db.jobs.insertOne(aJob({ ownerId: owner, nextRunAt: ago(60) }));
      },
    ],
    ['jobs that are disabled', () => db.jobs.insertOne(aJob({ enabled: false, nextRunAt: ago(60) }))],
  ])('%s', async (_, make) => {
    await make();
    await pass(60, [copy()]);
    expect(told()).toEqual([]);
  });
});

it('operators are told by mail as well, and a mail that comes twice can be known as the same', async () => {
  const mailer = createSmtpMailer({ smtpUrl: mailbox.smtpUrl, from: 'Punctual <punctual@example.com>' });
  const teller = new Teller(
    { emails: ['ops@example.com'], webhooks: [] },
    mailer,
    new URL('http://punctual.test'),
  );
  const change = { part: 'redis', isOpen: true, since: ago(60), at: ago(0) } as const;
  await teller.tell([change], [{ part: 'clock', since: null }]);
  await teller.tell([change], []);
  await mailbox.to('ops@example.com', 2);
  const [second, first] = await mailbox.now('ops@example.com');
  expect(first).toMatchObject({ subject: 'Punctual: Redis is away, or takes no writes' });
  expect(first?.text).toContain('Still wrong: The clock of a machine is off.');
  expect(first?.text).toContain('http://punctual.test/admin/health');
  expect(first?.messageId).toMatch(/^<?[0-9a-f]{32}@punctual>?$/);
  expect(second?.messageId).toBe(first?.messageId);
});
