import { HOUR_MS } from '@punctual/contracts/time';
import { describe, expect, it } from 'vitest';
import { computeEdges } from './day-edges.ts';

const days = (from: string, count: number, zone: string) =>
  computeEdges(from, count, 'day', zone).parts.map((edge) => edge.toISOString());
const hoursOf = (from: string, zone: string) => computeEdges(from, 1, 'hour', zone).parts.length - 1;

describe('the days of a calendar', () => {
  it('begin at midnight of the zone, and end where the next begins', () => {
    expect(days('2031-03-03', 2, 'Asia/Tokyo')).toEqual([
      '2031-03-02T15:00:00.000Z',
      '2031-03-03T15:00:00.000Z',
      '2031-03-04T15:00:00.000Z',
    ]);
  });

  it('have 23 hours where clocks go forward, and 25 where they go back', () => {
    expect([hoursOf('2027-03-28', 'Europe/Paris'), hoursOf('2027-10-31', 'Europe/Paris')]).toEqual([23, 25]);
  });

  it('have a part of half an hour where clocks go by half an hour', () => {
    const { parts } = computeEdges('2027-04-04', 1, 'hour', 'Australia/Lord_Howe');
    expect((parts.at(-1) as Date).getTime() - (parts[0] as Date).getTime()).toBe(24.5 * HOUR_MS);
    expect(parts).toHaveLength(26);
  });

  it('begin after a midnight that a clock change leaves out', () => {
    // In Beirut clocks go from 0:00 to 1:00.
    expect(days('2027-03-28', 1, 'Asia/Beirut')).toEqual([
      '2027-03-27T22:00:00.000Z',
      '2027-03-28T21:00:00.000Z',
    ]);
  });

  it('begin at the first of two midnights, after which the date is theirs for good', () => {
    // In Havana clocks go from 1:00 back to 0:00.
    const [start, end] = computeEdges('2027-11-07', 1, 'day', 'America/Havana').parts as [Date, Date];
    expect(end.getTime() - start.getTime()).toBe(25 * HOUR_MS);
  });

  it('of a date that a zone has never had has no length', () => {
    const { parts } = computeEdges('2011-12-30', 1, 'day', 'Pacific/Apia');
    expect(parts[0]).toEqual(parts[1]);
  });
});
