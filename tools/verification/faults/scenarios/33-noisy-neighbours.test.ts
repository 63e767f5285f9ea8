import type { Id, JobDocument } from '@punctual/engine/database/documents';
import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import { aSchedule } from '@punctual/testing/engine/documents';
import { Types } from 'mongoose';
import { beforeEach, describe, expect, it } from 'vitest';
import { ALL_COMPLETED, QuietUser, type Served } from '../stack/quiet-user.ts';
import { inSeconds, until, useStack } from '../stack/stack.ts';

/** The quiet user may be late by twice what they are alone, and this (ms). */
const SPARE_MS = 50;
/** Beside ten thousand due at once, what a run asks of the database waits for a batch of those, two or three times (ms). */
const CROWD_SPARE_MS = 400;
const HOUR_MS = 3_600_000;
const SLOW_MS = 5_000;
const PLACES = 50;
/** One place in ten is kept for owners that hold none. */
const KEPT = PLACES / 10;
const CALLS = 60;
const EVERY_MS = 5_000;
const CROWD = 10_000;
const CHUNK = 5_000;
/** While the quiet user is served; their first job is due 4 s from now. */
const CROWD_DUE_S = 8;
const HEAVY = 100;
/** It misses all from here on, which takes some 45,000 steps to count: more than may be saved today. */
const LONG_AGO = new Date('1970-01-03T00:00:00.000Z');
const HEAVY_EXPRESSION = '59 59 23 1W,15W,31W,L * +SAT#5,SUN#5';
const LONG_MS = 240_000;
/** As it is delivered, but for the number of calls to one host: all places can be held by one owner's. */
const ENV = { HTTP_CIRCUIT_FAILURES: '10', HTTP_PER_HOST: '1000', WORK_CONCURRENCY: String(PLACES) };
const here = useStack();

beforeEach(() => {
  here.sink.answers.set('/slow', () => ({ status: 200, afterMs: SLOW_MS }));
  here.sink.answers.set('/failing', () => ({ status: 500 }));
  here.sink.answers.set('/hanging', () => ({ never: 'silence' }));
  here.sink.answers.set('/upgrading', () => ({ never: 'upgrade' }));
});

/** Jobs of one owner that call this path each few seconds; a failure is tried again each second. */
function calling(path: string, count = CALLS, ownerId: Id = new Types.ObjectId()): JobDocument[] {
  const schedule = aSchedule({ kind: 'interval', every: EVERY_MS, startAt: inSeconds(1).toISOString() });
  const task = { type: 'http', url: here.sink.url(path), method: 'POST', expectStatus: '2xx' };
  const retry = { attempts: 20, backoff: 'fixed', delayMs: 1_000, maxAgeMs: HOUR_MS } as const;
  const more = { ownerId, schedule, retry, timeoutMs: HOUR_MS, task: task as JobDocument['task'] };
  return Array.from({ length: count }, () => here.job(more));
}

/** Jobs of one owner whose next times take long to compute, as an older release has stored them. */
function heavy(): JobDocument[] {
  const ownerId = new Types.ObjectId();
  const daily = { kind: 'cron', expression: '59 59 23 * * *', timezone: 'Antarctica/Troll' } as const;
  const light = aSchedule({ ...daily, startAt: LONG_AGO.toISOString(), maxRuns: 10_000 });
  const schedule = { ...light, expression: HEAVY_EXPRESSION } as JobDocument['schedule'];
  const more = { ownerId, schedule, nextOccurrence: LONG_AGO, nextRunAt: LONG_AGO };
  return Array.from({ length: HEAVY }, () => here.job(more));
}

function crowd(): JobDocument[] {
  const ownerId = new Types.ObjectId();
  const schedule = aSchedule({ kind: 'once', at: inSeconds(CROWD_DUE_S).toISOString() });
  return Array.from({ length: CROWD }, () => here.job({ ownerId, schedule }));
}

async function add(jobs: JobDocument[]): Promise<void> {
  for (let i = 0; i < jobs.length; i += CHUNK) await here.db.jobs.insertMany(jobs.slice(i, i + CHUNK));
}

/** Serves a quiet user alone, then beside the noise. */
async function compare(noise: () => JobDocument[], underWay: () => Promise<void>) {
  const watcher = await here.watcher(ENV);
  const quiet = new QuietUser(here);
  await quiet.serve(); // a process that has just begun is slower
  const alone = await quiet.serve();
  await add(noise());
  await underWay();
  const beside = await quiet.serve();
  return { watcher, alone, beside };
}

function expectServed(what: string, alone: Served, beside: Served, spareMs = SPARE_MS): void {
  const line = ({ p99, callP99 }: Served) => `${p99} ms (call ${callP99} ms)`;
  process.stdout.write(`${what}: p99 lateness alone ${line(alone)}, beside ${line(beside)}\n`);
  expect(alone.statuses).toEqual(ALL_COMPLETED);
  expect(beside.statuses).toEqual(ALL_COMPLETED);
  expect(beside.p99).toBeLessThan(2 * alone.p99 + spareMs);
  expect(beside.callP99).toBeLessThan(2 * alone.callP99 + spareMs);
}

const called = (path: string) => () =>
  until(() => expect(here.sink.effects.filter((effect) => effect.path === path).length).toBeGreaterThan(0));
const atOnce = () => Promise.resolve();

describe('fifty jobs of a quiet user are as punctual as alone, within a factor of two and 50 ms, beside', {
  timeout: LONG_MS,
}, () => {
  it.each<[string, () => JobDocument[], () => Promise<void>]>([
    ['calls to a slow host', () => calling('/slow'), called('/slow')],
    ['calls to a host that hangs', () => calling('/hanging'), called('/hanging')],
    ['calls to a host that switches protocols', () => calling('/upgrading'), called('/upgrading')],
    ['calls to the same host, which fails for them', () => calling('/failing'), called('/failing')],
    ['schedules that take long to compute', heavy, atOnce],
  ])('%s', async (what, noise, underWay) => {
    const { alone, beside } = await compare(noise, underWay);
    expectServed(what, alone, beside);
  });
});

it('beside 10,000 calls due at once a quiet user does not wait for these', { timeout: LONG_MS }, async () => {
  const { alone, beside } = await compare(crowd, atOnce);
  expectServed('10,000 calls due at once', alone, beside, CROWD_SPARE_MS);
  expect(await here.db.runs.countDocuments({ finishedAt: null })).toBeGreaterThan(0);
});

/** Reads what the metrics of a watcher say about the places for calls. */
async function places({ url }: SpawnedService): Promise<Record<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const found = text.matchAll(/^punctual_places_(\w+)\{[^}]*type="http"[^}]*\} (\d+)$/gm);
  return Object.fromEntries([...found].map(([, name, value]) => [name, Number(value)]));
}

/** Sixty calls in all, and no fewer of each account than it takes to hold more places than an owner gets at once. */
const callsOf = (accounts: number) => Math.max(KEPT + 1, CALLS / accounts);

describe('places are shared out', { timeout: LONG_MS }, () => {
  it.each([
    [1, KEPT],
    [2, KEPT],
    [20, 0],
  ])('among a quiet user and %i noisy accounts', async (accounts, kept) => {
    const ofOne = () => calling('/hanging', callsOf(accounts));
    const { watcher, alone, beside } = await compare(
      () => Array.from({ length: accounts }, ofOne).flat(),
      called('/hanging'),
    );
    const shown = await places(watcher);
    expectServed(`${accounts} noisy accounts, ${JSON.stringify(shown)}`, alone, beside);
    expect(shown).toMatchObject({ owners: accounts, kept });
    expect(shown.most_by_one_owner).toBeLessThanOrEqual(Math.ceil((PLACES - KEPT) / 2));
  });
});
