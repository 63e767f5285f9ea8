import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stripRows } from './strip-ids.ts';

test('a small step of scrolling asks for the same strips', () => {
  expect(stripRows({ startIndex: 3, endIndex: 17 })).toEqual(stripRows({ startIndex: 0, endIndex: 19 }));
  expect(stripRows({ startIndex: 0, endIndex: 19 })).toHaveLength(20);
});

test('strips are asked for of what is in view, no more than fifty at a time', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(80), (startIndex, more) => {
      const rows = stripRows({ startIndex, endIndex: startIndex + more });
      expect(rows.length).toBeLessThanOrEqual(50);
      expect(rows).toContain(startIndex);
      if (more < 50) expect(rows).toContain(startIndex + more);
    }),
  );
});
