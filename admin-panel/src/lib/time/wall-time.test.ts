import { expect, test } from 'vitest';
import { afterGap, instantAt, instantsAt, wallTimeAt } from './wall-time.ts';

const at = (date: string, time: string, zone: string) =>
  instantAt({ date, time }, zone)?.toISOString() ?? null;

test('a wall time is read in its zone, in winter and in summer', () => {
  expect(at('2026-11-23', '09:00', 'Europe/Paris')).toBe('2026-11-23T08:00:00.000Z');
  expect(at('2026-07-01', '09:00', 'Europe/Paris')).toBe('2026-07-01T07:00:00.000Z');
  expect(at('2026-11-23', '09:00', 'Asia/Tokyo')).toBe('2026-11-23T00:00:00.000Z');
});

test('a time that clocks jump over is none', () => {
  expect(at('2027-03-28', '02:30', 'Europe/Paris')).toBeNull();
  expect(at('2026-10-04', '02:15', 'Australia/Lord_Howe')).toBeNull();
});

test('of a time that comes twice the first is meant', () => {
  expect(at('2026-10-25', '02:30', 'Europe/Paris')).toBe('2026-10-25T00:30:00.000Z');
});

test('a time that comes twice has two instants, every other one at most one', () => {
  const instants = (date: string, time: string) =>
    instantsAt({ date, time }, 'Europe/Paris').map((instant) => instant.toISOString());
  expect(instants('2026-10-25', '02:30')).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']);
  expect(instants('2026-11-23', '09:00')).toEqual(['2026-11-23T08:00:00.000Z']);
  expect(instants('2027-03-28', '02:30')).toEqual([]);
});

test.each([
  ['2027-03-28', '02:30:15', 'Europe/Paris', '2027-03-28T01:00:00.000Z'],
  ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
  ['2026-11-23', '09:00', 'Europe/Paris', undefined],
  ['2026-02-30', '09:00', 'Europe/Paris', undefined],
])('%s %s in %s: where clocks jump over it they go on at %s', (date, time, zone, behind) => {
  expect(afterGap({ date, time }, zone)?.toISOString()).toBe(behind);
});

test('what is no time is none', () => {
  expect(at('', '09:00', 'UTC')).toBeNull();
  expect(at('2026-02-30', '09:00', 'UTC')).toBeNull();
});

test.each(['UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham'])(
  '%s there and back',
  (zone) => {
    const instant = new Date('2026-11-23T08:15:00.000Z');
    expect(instantAt(wallTimeAt(instant, zone), zone)).toEqual(instant);
  },
);
