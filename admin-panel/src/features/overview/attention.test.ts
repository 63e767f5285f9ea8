import type { AdminOverviewView } from '@punctual/contracts/api/overview-contract';
import { expect, test } from 'vitest';
import { attentionOf, partsAttention } from './attention.ts';

const to = '2026-11-23T09:00:00.000Z';
const CALM = { failing: [], overdue: 0, oldestOverdueAt: null, lateness: { p50: 4, p95: 9, p99: 20 }, to };
const failing = (name: string, isFailing = true) => ({
  job: { id: name, name },
  failed: 3,
  lastFailedAt: '2026-11-23T08:56:10.000Z',
  isFailing,
  stoppedFor: null,
});
const texts = (figures: Partial<typeof CALM> | object) =>
  attentionOf({ ...CALM, ...figures }, '24h', '/jobs').map(({ text }) => text);

test('nothing needs attention while all is well', () => {
  expect(texts({})).toEqual([]);
});

test('a job that Punctual has disabled is named, with the cause', () => {
  const stopped = { ...failing('Report'), failed: 0, stoppedFor: 'GONE' as const };
  expect(attentionOf({ ...CALM, failing: [stopped] }, '24h', '/jobs')).toMatchObject([
    {
      text: 'Punctual has disabled “Report”.',
      detail: 'Its run of 3 min ago failed: the target answered 410. It stays so until you act.',
    },
  ]);
});

test('a job whose last run failed is named, with how often and when, and leads to its page', () => {
  const [item] = attentionOf({ ...CALM, failing: [failing('Report')] }, '24h', '/admin/jobs');
  expect(item).toMatchObject({
    text: '“Report” is failing.',
    detail: '3 runs failed in the last 24 hours, the last one 3 min ago.',
    to: '/admin/jobs/Report',
  });
});

test('a job that failed and runs again needs no attention', () => {
  expect(texts({ failing: [failing('Report', false)] })).toEqual([]);
});

test('of many failing jobs three are named and the others counted', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map((name) => failing(name));
  expect(texts({ failing: many }).at(-1)).toBe('2 more jobs are failing.');
});

test('overdue runs come first, by the oldest', () => {
  const overdue = { overdue: 2, oldestOverdueAt: '2026-11-23T08:57:00.000Z', failing: [failing('a')] };
  expect(texts(overdue)).toEqual(['2 jobs are overdue.', '“a” is failing.']);
});

test('lateness needs attention from a minute on', () => {
  expect(texts({ lateness: { p50: 4, p95: 9, p99: 60_000 } })).toEqual([]);
  expect(texts({ lateness: { p50: 4, p95: 9, p99: 180_000 } })).toEqual([
    'Runs begin late: 1 in 100 was 3 min late.',
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
const parts = (watchers: object[], workers = watchers, queueDepth: number | null = 0) =>
  partsAttention({ to, watchers, workers, queueDepth } as AdminOverviewView).map(({ text }) => text);

test('that no watcher reports is said with since when', () => {
  expect(parts([heard('a', 42)], [heard('b', 1)])).toEqual(['No watcher has reported for 42 s.']);
  expect(parts([], [heard('b', 1)])).toEqual(['No watcher is there.']);
});

test('one lost process of several is named once, though it watched and worked', () => {
  expect(parts([heard('a', 1), heard('b', 42)])).toEqual(['b/7 has not reported for 42 s.']);
});

test('that Redis does not answer needs attention', () => {
  expect(parts([heard('a', 1)], [heard('a', 1)], null)).toEqual(['Redis cannot be reached.']);
});
