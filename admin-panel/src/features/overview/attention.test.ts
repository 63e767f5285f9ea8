import type { AdminOverviewView } from '@punctual/contracts/api/overview-contract';
import { expect, test } from 'vitest';
import { ALL_LISTS, attentionOf, OWN_LISTS, partsAttention } from './attention.ts';

const to = '2026-11-23T09:00:00.000Z';
const NONE = { total: 0, totalIsCapped: false, jobs: [] };
const CALM = { failingNow: NONE, overdue: 0, oldestOverdueAt: null, buckets: [], to };
const failing = (name: string) => ({
  job: { id: name, name },
  lastFailedAt: '2026-11-23T08:56:10.000Z',
  stoppedFor: null,
});
const failingNow = (jobs: ReturnType<typeof failing>[], total = jobs.length) => ({
  failingNow: { total, totalIsCapped: false, jobs },
});
const itemsOf = (figures: object, lists = OWN_LISTS) => attentionOf({ ...CALM, ...figures }, lists);
const texts = (figures: object) => itemsOf(figures).map(({ text }) => text);

test('nothing needs attention while all is well', () => {
  expect(texts({})).toEqual([]);
});

test('a job that Punctual has disabled is named, with the cause', () => {
  const stopped = { ...failing('Report'), stoppedFor: 'GONE' as const };
  expect(itemsOf({ failingNow: { ...NONE, total: 1, jobs: [stopped] } })).toMatchObject([
    {
      text: 'Punctual has disabled “Report”.',
      detail: 'Its run of 3 min ago failed: the target answered 410. It stays disabled until you enable it.',
    },
  ]);
});

test('a job whose last run failed is named with its owner, with when, and leads to its page', () => {
  const row = { ...failing('Report'), owner: { id: '1', email: 'ana@example.com' } };
  const [item] = itemsOf({ failingNow: { ...NONE, total: 1, jobs: [row] } }, ALL_LISTS);
  expect(item).toMatchObject({
    text: '“Report” is failing.',
    owner: 'ana@example.com',
    detail: 'Its last run failed 3 min ago.',
    to: '/admin/jobs/Report',
  });
});

test('of many failing jobs three are named, and the count of the others leads to their list', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map(failing);
  expect(itemsOf(failingNow(many, 30)).slice(3)).toMatchObject([
    { text: '27 more jobs are failing.', to: '/jobs?show=failing' },
  ]);
});

test('overdue runs come first, by the oldest', () => {
  const overdue = { overdue: 2, oldestOverdueAt: '2026-11-23T08:57:00.000Z', ...failingNow([failing('a')]) };
  expect(texts(overdue)).toEqual(['2 runs are overdue.', '“a” is failing.']);
});

const bucket = (at: string, p99: number | null, begun: number) => ({
  at,
  runs: { COMPLETED: begun, FAILED: 0, RUNNING: 0, PENDING: 9, SKIPPED: 9, CANCELED: 9 },
  lateness: p99 === null ? null : { p50: 4, p95: 9, p99 },
  isCapped: false,
});
const buckets = (earlier: number, now: number | null, begun = 6) => ({
  buckets: [
    bucket('2026-11-23T06:00:00.000Z', earlier, begun),
    bucket('2026-11-23T07:00:00.000Z', 5, begun),
    bucket('2026-11-23T08:00:00.000Z', now, begun),
  ],
});

test('lateness needs attention from a minute on, and only while it is recent', () => {
  expect(texts(buckets(5, 60_000))).toEqual([]);
  expect(texts(buckets(180_000, null))).toEqual([]);
  expect(texts(buckets(5, 180_000, 600))).toEqual(['Runs start late: 1 in 100 is 3 min late or more.']);
});

test('of few runs it is said how late the latest was, since when, and it leads to them', () => {
  expect(itemsOf(buckets(5, 180_000))).toMatchObject([
    {
      text: 'Runs start late: the latest of 12 was 3 min late.',
      detail: 'In the last 2 h; half of them were on time.',
      to: '/runs?from=2026-11-23T07%3A00%3A00.000Z',
    },
  ]);
});

const heard = (name: string, secondsAgo: number) => ({
  name,
  service: 'watcher-service',
  host: name,
  pid: 7,
  startedAt: to,
  running: 0,
  version: null,
  isAlive: secondsAgo < 15,
  state: secondsAgo > 20 ? 'lost' : 'alive',
  lastHeartbeatAt: new Date(Date.parse(to) - secondsAgo * 1_000).toISOString(),
});
const WELL = { state: 'up', since: null };
const parts = (watchers: object[], workers = watchers, more: object = {}) =>
  partsAttention({
    to,
    watchers,
    workers,
    parts: { redis: WELL, mail: WELL, ...more },
  } as AdminOverviewView).map(({ text, detail }) => `${text} ${detail}`);

test('that no watcher reports is said with since when', () => {
  const detail = 'Due jobs are not being started.';
  expect(parts([heard('a', 42)], [heard('b', 1)])).toEqual([`No watcher has reported for 42 s. ${detail}`]);
  expect(parts([], [heard('b', 1)])).toEqual([`No watcher is running. ${detail}`]);
});

test('one lost process of several is named once, though it watched and worked', () => {
  expect(parts([heard('a', 1), heard('b', 42)])).toEqual([
    'b/7 has not reported for 42 s. Others take over what it worked on.',
  ]);
});

test('of Redis and the mail server it is said since when they are away, and what follows', () => {
  const since = '2026-11-23T08:58:00.000Z';
  const more = { redis: { state: 'down', since }, mail: { state: 'down', since } };
  expect(parts([heard('a', 1)], [heard('a', 1)], more)).toEqual([
    'Redis has been out of reach for 2 min. Due runs wait until Redis is back; nothing is lost.',
    'The mail server has been out of reach for 2 min. Emails are tried again as often as each job says, and fail after that.',
  ]);
});
