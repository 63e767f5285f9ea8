import { expect, test } from 'vitest';
import { manyPerDay, previewRows } from './preview-rows.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const at = (text: string, note: 'gap-shifted' | null = null) => [{ at: text, local: '', note }];

test('preview: for a job in New York a viewer in Tokyo sees both times, and that it is another day', () => {
  expect(previewRows(at('2026-11-24T02:00:00.000Z'), 'America/New_York', 'Asia/Tokyo', NOW)).toEqual([
    {
      at: '2026-11-24T02:00:00.000Z',
      there: expect.stringMatching(/^Mon 23 Nov, (21:00|9:00 pm) EST$/i),
      here: expect.stringMatching(/^Tue 11:00( am)? (JST|GMT\+9)$/i),
      shift: 'next day',
      note: null,
    },
  ]);
});

test('preview: a viewer further west sees the day before', () => {
  const [row] = previewRows(at('2026-11-23T22:00:00.000Z'), 'Asia/Tokyo', 'America/New_York', NOW);
  expect(row?.shift).toBe('day before');
});

test('preview: the viewer’s time is shown only where clocks differ at that instant', () => {
  const [row] = previewRows(at('2026-11-24T02:00:00.000Z'), 'Europe/Paris', 'Europe/Berlin', NOW);
  expect(row).toMatchObject({ here: null, shift: null });
});

test('preview: a year other than this one is shown', () => {
  const [row] = previewRows(
    at('2027-03-28T01:00:00.000Z', 'gap-shifted'),
    'Europe/Paris',
    'Europe/Paris',
    NOW,
  );
  expect(row?.there).toContain('Sun 28 Mar 2027');
  expect(row?.note).toBe('gap-shifted');
});

test('preview: a schedule that runs very often is told from one that does not', () => {
  const each = (seconds: number, count = 5) =>
    Array.from({ length: count }, (_, i) =>
      at(new Date(NOW.getTime() + i * seconds * 1_000).toISOString()),
    ).flat();
  expect(manyPerDay(each(10))).toBe(8_640);
  expect([manyPerDay(each(3_600)), manyPerDay(each(10, 3)), manyPerDay([])]).toEqual([null, null, null]);
});
