import { expect, test } from 'vitest';
import { groupByDay } from './group-by-day.ts';
import { zoneChoices } from './history-zone.ts';

const RUNS = [{ scheduledFor: '2026-11-23T23:30:00.000Z' }, { scheduledFor: '2026-11-23T01:00:00.000Z' }];

test('a history: the zone decides which day a run belongs to', () => {
  expect(groupByDay(RUNS, 'UTC')).toHaveLength(1);
  expect(groupByDay(RUNS, 'Europe/Paris').map(({ runs }) => runs.length)).toEqual([1, 1]);
});

test('runs that are not in order by day: groups of one day are told apart', () => {
  const days = groupByDay([...RUNS, ...RUNS], 'Europe/Paris');
  expect(new Set(days.map(({ key }) => key)).size).toBe(4);
});

test('a history: each zone is offered once', () => {
  expect(zoneChoices('Europe/Paris', 'Asia/Tokyo').map(({ value }) => value)).toEqual([
    'job',
    'yours',
    'utc',
  ]);
  expect(zoneChoices('UTC', 'UTC').map(({ value }) => value)).toEqual(['job']);
  expect(zoneChoices(null, 'Asia/Tokyo').map(({ value }) => value)).toEqual(['yours', 'utc']);
});
