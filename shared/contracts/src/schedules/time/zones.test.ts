import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../time.ts';
import { transitionsBetween } from './clock-transitions.ts';
import { isTimezone, localIso, offsetAt } from './zones.ts';

describe('a time zone', () => {
  it.each(['UTC', 'Asia/Kolkata', 'US/Eastern', 'Europe/Paris', 'Etc/GMT+5', 'europe/paris'])(
    'is %s',
    (name) => {
      expect(isTimezone(name)).toBe(true);
    },
  );

  it.each(['+02:00', '-05', 'Mars/Phobos', '', 'local', 'Europe/Paris '])('is not “%s”', (name) => {
    expect(isTimezone(name)).toBe(false);
  });
});

describe('local time', () => {
  it.each([
    ['2027-03-28T01:00:00Z', 'Europe/Paris', '2027-03-28T03:00:00+02:00'],
    ['2027-03-28T00:59:59.250Z', 'Europe/Paris', '2027-03-28T01:59:59.250+01:00'],
    ['2027-01-01T00:00:00Z', 'America/St_Johns', '2026-12-31T20:30:00-03:30'],
    ['2027-01-01T00:00:00Z', 'Asia/Kathmandu', '2027-01-01T05:45:00+05:45'],
    ['2027-01-01T00:00:00Z', 'UTC', '2027-01-01T00:00:00+00:00'],
  ])('%s in %s is %s', (instant, zone, expected) => {
    expect(localIso(new Date(instant), zone)).toBe(expected);
    expect(Date.parse(expected)).toBe(Date.parse(instant));
  });

  it('has the seconds of old offsets', () => {
    expect(offsetAt('Africa/Monrovia', Date.UTC(1971, 0, 1))).toBe(-(44 * MINUTE_MS + 30 * SECOND_MS));
  });
});

describe('clock changes', () => {
  it('are found to the second, also twice within weeks', () => {
    const changes = transitionsBetween('Africa/Casablanca', Date.UTC(2024, 0, 1), Date.UTC(2025, 0, 1));
    expect(changes.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2024-03-10T02:00:00.000Z',
      '2024-04-14T02:00:00.000Z',
    ]);
  });

  it('include the day that Apia left out', () => {
    const [change] = transitionsBetween('Pacific/Apia', Date.UTC(2011, 11, 1), Date.UTC(2012, 0, 1));
    expect(change).toEqual({
      at: Date.UTC(2011, 11, 30, 10),
      before: -10 * HOUR_MS,
      after: 14 * HOUR_MS,
    });
  });
});
