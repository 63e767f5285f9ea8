import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

const NOW = new Date('2026-03-01T12:00:00.000Z');

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['3600', 3_600_000],
    ['3601', 3_600_000],
    ['99999999999999999999', 3_600_000],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sunday, 01-Mar-26 12:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['Mon, 01 Mar 2027 12:00:00 GMT', 3_600_000],
  ])('%j means to wait %i ms', (header, ms) => expect(parseRetryAfter(header, NOW)).toBe(ms));

  it.each([undefined, '', '-5', '1.5', '1e3', 'soon', 'never GMT', '2026-03-01T12:00:30Z'])(
    '%j says nothing',
    (header) => expect(parseRetryAfter(header, NOW)).toBeNull(),
  );
});
