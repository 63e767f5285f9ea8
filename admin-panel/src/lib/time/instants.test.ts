import { expect, test } from 'vitest';
import { exactText, instantText } from './instants.ts';
import { zoneAbbreviation } from './zones.ts';

const MONDAY = new Date('2026-11-23T08:00:00.000Z');

test('an instant names weekday and zone, and the year only if it is another', () => {
  expect(instantText(MONDAY, 'Europe/Paris', MONDAY)).toMatch(/^Mon 23 Nov, 0?9:00.* CET$/);
  expect(instantText(MONDAY, 'UTC', new Date('2027-01-01T00:00:00Z'))).toMatch(/^Mon 23 Nov 2026, /);
});

test('seconds are shown where there are any', () => {
  expect(instantText(new Date('2026-11-23T08:00:07Z'), 'UTC', MONDAY)).toContain(':00:07');
});

test('the exact instant has its milliseconds', () => {
  expect(exactText(new Date('2026-11-23T08:00:00.012Z'), 'Europe/Paris')).toMatch(
    /^Mon 23 Nov 2026, 0?9:00:00\.012( am)? CET$/,
  );
});

test('zones have their usual short names, or their offset', () => {
  expect(zoneAbbreviation(MONDAY, 'America/New_York')).toBe('EST');
  expect(zoneAbbreviation(MONDAY, 'Europe/Paris')).toBe('CET');
  expect(zoneAbbreviation(MONDAY, 'Asia/Tokyo')).toBe('GMT+9');
});
