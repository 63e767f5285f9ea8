import { localIso } from '@punctual/contracts/schedules/time/zones';
import { DAY_MS } from '@punctual/contracts/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addInZone, startOfDay } from './zone-arithmetic.ts';

const ZONES = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const zones = fc.constantFrom(...ZONES);
const instants = fc.date({
  min: new Date('1980-01-01T00:00:00Z'),
  max: new Date('2060-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const added = (from: string, amount: number, unit: 'days' | 'months' | 'years' | 'hours') =>
  localIso(addInZone(new Date(from), 'Europe/Berlin', amount, unit), 'Europe/Berlin');

describe('Adding to a date in a zone', () => {
  it.each([
    ['a day over a change of clocks', '2027-03-27T09:00:00+01:00', 1, 'days', '2027-03-28T09:00:00+02:00'],
    ['hours over one', '2027-03-27T09:00:00+01:00', 24, 'hours', '2027-03-28T10:00:00+02:00'],
    ['a day into a gap', '2027-03-27T02:30:00+01:00', 1, 'days', '2027-03-28T03:30:00+02:00'],
    ['a day to a time that comes twice', '2027-10-30T02:30:00+02:00', 1, 'days', '2027-10-31T02:30:00+02:00'],
    ['a month to one that is shorter', '2027-01-31T12:00:00+01:00', 1, 'months', '2027-02-28T12:00:00+01:00'],
    ['a year from a leap day', '2028-02-29T12:00:00+01:00', 1, 'years', '2029-02-28T12:00:00+01:00'],
    ['months back over a year', '2027-01-15T12:00:00+01:00', -2, 'months', '2026-11-15T12:00:00+01:00'],
  ] as const)('%s', (_, from, amount, unit, expected) => expect(added(from, amount, unit)).toBe(expected));

  it('days keep the time of day, unless it is skipped that day', () => {
    fc.assert(
      fc.property(instants, zones, fc.integer({ min: -400, max: 400 }), (at, zone, days) => {
        const timeOf = (instant: Date) => localIso(instant, zone).slice(11, 16);
        const next = addInZone(at, zone, days, 'days');
        const isSkipped = timeOf(next) !== timeOf(at);
        const before = addInZone(next, zone, -1, 'hours');
        if (isSkipped) expect(localIso(before, zone).slice(-6)).not.toBe(localIso(next, zone).slice(-6));
        else expect(Math.round((next.getTime() - at.getTime()) / DAY_MS)).toBe(days);
      }),
    );
  });

  it('a day begins at midnight, or after the gap that it begins with', () => {
    expect(startOfDay('2027-03-28', 'Europe/Berlin')?.toISOString()).toBe('2027-03-27T23:00:00.000Z');
    expect(startOfDay('2027-02-30', 'Europe/Berlin')).toBeNull();
  });
});
