import type { AdminOverviewView } from '@punctual/contracts/api/overview-contract';
import { expect, test } from 'vitest';
import { sentenceOf } from './health-sentence.ts';

const to = '2026-11-23T09:00:00.000Z';
const heard = (host: string, secondsAgo: number) =>
  ({
    name: host,
    host,
    pid: 7,
    state: secondsAgo > 20 ? 'lost' : secondsAgo > 10 ? 'silent' : 'alive',
    lastHeartbeatAt: new Date(Date.parse(to) - secondsAgo * 1_000).toISOString(),
  }) as AdminOverviewView['watchers'][number];
const UP = { mongodb: 'up', redis: 'up' } as const;
const alive = heard('a', 2);

test('health: all parts answer', () => {
  expect(sentenceOf({ watchers: [alive], workers: [alive], to }, UP)).toEqual({
    grade: 'well',
    text: 'All parts answer.',
  });
});

test('health: without a watcher the sentence says since when, and the consequence', () => {
  expect(sentenceOf({ watchers: [heard('a', 42), heard('b', 90)], workers: [alive], to }, UP)).toEqual({
    grade: 'bad',
    text: 'No watcher has reported for 42 s. Due jobs are not being started.',
  });
  expect(sentenceOf({ watchers: [], workers: [alive], to }, UP).text).toMatch(/^No watcher is there/);
});

test('health: one process of several that is silent is named', () => {
  const parts = { watchers: [alive, heard('b', 15)], workers: [alive], to };
  expect(sentenceOf(parts, UP)).toEqual({
    grade: 'watch',
    text: 'b/7 has not reported for 15 s; the other parts answer.',
  });
});

test('health: without Redis the system is to be watched, without MongoDB it is down', () => {
  const parts = { watchers: [alive], workers: [alive], to };
  expect(sentenceOf(parts, { ...UP, redis: 'down' })).toEqual({
    grade: 'watch',
    text: 'Redis does not answer.',
  });
  expect(sentenceOf(parts, { ...UP, mongodb: 'down' }).grade).toBe('bad');
});
