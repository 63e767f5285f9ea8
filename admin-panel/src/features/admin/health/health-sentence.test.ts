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
const UP = { dependencies: { mongodb: 'up', redis: 'up' } } as const;
const WELL = {
  redis: { state: 'up', since: null },
  mail: { state: 'unknown', since: null, lastSuccessAt: null, lastErrorAt: null, error: null },
} as const;
const since = '2026-11-23T08:58:00.000Z';
const alive = heard('a', 2);

test('health: all parts answer', () => {
  expect(sentenceOf({ watchers: [alive], workers: [alive], parts: WELL, to }, UP)).toEqual({
    grade: 'well',
    text: 'All parts answer.',
  });
});

test('health: without a watcher the sentence says since when, and the consequence', () => {
  expect(
    sentenceOf({ watchers: [heard('a', 42), heard('b', 90)], workers: [alive], parts: WELL, to }, UP),
  ).toEqual({
    grade: 'bad',
    text: 'No watcher has reported for 42 s. Due jobs are not being started.',
  });
  expect(sentenceOf({ watchers: [], workers: [alive], parts: WELL, to }, UP).text).toMatch(
    /^No watcher is running/,
  );
});

test('health: one process of several that is silent is named', () => {
  const parts = { watchers: [alive, heard('b', 15)], workers: [alive], parts: WELL, to };
  expect(sentenceOf(parts, UP)).toEqual({
    grade: 'watch',
    text: 'b/7 has not reported for 15 s; the other parts answer.',
  });
});

test('health: of a part that is away it says since when, and what follows', () => {
  const view = { watchers: [alive], workers: [alive], parts: WELL, to };
  const redis = { state: 'down', since } as const;
  expect(sentenceOf({ ...view, parts: { ...WELL, redis } }, UP)).toEqual({
    grade: 'bad',
    text: 'Redis has been out of reach for 2 min. Due runs wait until it is back; nothing is lost.',
  });
  const mail = { ...WELL.mail, state: 'down', since } as const;
  expect(sentenceOf({ ...view, parts: { ...WELL, mail } }, UP)).toEqual({
    grade: 'watch',
    text: 'The mail server has been out of reach for 2 min. Emails are tried again as often as each job says, and fail after that.',
  });
  const away = { dependencies: { ...UP.dependencies, mongodb: 'down' }, since: { mongodb: since } } as const;
  expect(sentenceOf(view, away)).toMatchObject({
    grade: 'bad',
    text: expect.stringMatching(/^MongoDB has been out of reach for 2 min\./),
  });
});
