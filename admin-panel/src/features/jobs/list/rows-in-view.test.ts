import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aroundView, recentRunsRows, rowsOnPage, stretchAt } from './rows-in-view.ts';

const ROW = 52;
const counts = fc.integer({ min: 1, max: 20_000 });

describe('the rows in view', () => {
  test('stay the same for a small step of scrolling', () => {
    expect(stretchAt(100 * ROW, 900, ROW, 10_000)).toEqual({ startIndex: 100, endIndex: 129 });
    expect(stretchAt(109 * ROW, 900, ROW, 10_000)).toEqual({ startIndex: 100, endIndex: 129 });
  });

  test('include every row that the window shows, wherever it is, and no row that does not exist', () => {
    const places = fc.integer({ min: -2_000, max: 1_200_000 });
    fc.assert(
      fc.property(places, fc.integer({ min: 100, max: 3_000 }), counts, (scrolled, height, count) => {
        const { startIndex, endIndex } = stretchAt(scrolled, height, ROW, count);
        expect(startIndex).toBeGreaterThanOrEqual(0);
        expect(endIndex).toBeLessThan(count);
        for (const y of [scrolled, scrolled + height / 2, scrolled + height]) {
          const row = Math.floor(y / ROW);
          if (row < 0 || row >= count) continue;
          expect(startIndex).toBeLessThanOrEqual(row);
          expect(endIndex).toBeGreaterThanOrEqual(row);
        }
      }),
    );
  });
});

describe('the rows on the page', () => {
  const onPage = (startIndex: number, count: number, focused: number | null = null) => {
    const around = aroundView({ startIndex, endIndex: startIndex + 19 }, count);
    return rowsOnPage(around, { count, rowHeight: ROW, focused });
  };

  test('are all of a short list', () => {
    const { indexes, before, after } = onPage(100, 200);
    expect([indexes.length, before, after]).toEqual([200, 0, 0]);
    expect(aroundView({ startIndex: 0, endIndex: 19 }, 200)).toEqual({ startIndex: 0, endIndex: 199 });
  });

  test('are few of a long one, in their order, and the one that has the focus among them', () => {
    const { indexes } = onPage(100, 10_000, 5_000);
    expect(indexes.length).toBeLessThan(60);
    expect(indexes.at(-1)).toBe(5_000);
  });

  test('are some more than those in view, as far as there are any', () => {
    expect(aroundView({ startIndex: 100, endIndex: 119 }, 10_000)).toEqual({ startIndex: 90, endIndex: 129 });
    expect(aroundView({ startIndex: 0, endIndex: 9 }, 10_000)).toEqual({ startIndex: 0, endIndex: 19 });
  });

  test('take, with the room above and below, the height of the whole list', () => {
    fc.assert(
      fc.property(counts, fc.nat(20_000), fc.option(fc.nat(25_000)), (count, at, focused) => {
        const around = aroundView(stretchAt(at * ROW, 900, ROW, count), count);
        const { indexes, before, after } = rowsOnPage(around, { count, rowHeight: ROW, focused });
        expect(before + indexes.length * ROW + after).toBe(count * ROW);
        expect(indexes).toEqual([...new Set(indexes)].sort((a, b) => a - b));
        if (focused !== null && focused < count) expect(indexes).toContain(focused);
      }),
    );
  });
});

test('recent runs: a small step of scrolling asks for those of the same rows', () => {
  expect(recentRunsRows({ startIndex: 3, endIndex: 17 })).toEqual(
    recentRunsRows({ startIndex: 0, endIndex: 19 }),
  );
  expect(recentRunsRows({ startIndex: 0, endIndex: 19 })).toHaveLength(20);
});

test('recent runs are asked for of the rows in view, no more than fifty at a time', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(80), (startIndex, more) => {
      const rows = recentRunsRows({ startIndex, endIndex: startIndex + more });
      expect(rows.length).toBeLessThanOrEqual(50);
      expect(rows).toContain(startIndex);
      if (more < 50) expect(rows).toContain(startIndex + more);
    }),
  );
});
