import { describe, expect, test } from 'vitest';
import { countedPage } from './paging.ts';

const empty = (number: number, total: number, totalIsCapped = true) => ({
  data: [],
  page: { number, limit: 50, total, totalIsCapped, pages: Math.ceil(total / 50) },
  nextCursor: 'on from there',
});

describe('paging: an empty page of a list that is counted in part', () => {
  test('is an answer if it is the first: none of the rows looked at was kept, and the cursor leads on', () => {
    expect(countedPage(empty(1, 0))).toMatchObject({ data: [], nextCursor: 'on from there' });
  });

  test('is an answer where rows were counted that are gone since', () => {
    expect(countedPage(empty(3, 150)).data).toEqual([]);
  });

  test('is refused behind what is counted: rows may well be there', () => {
    expect(() => countedPage(empty(4, 150))).toThrow(
      expect.objectContaining({ status: 422, details: [expect.objectContaining({ path: 'page' })] }),
    );
  });

  test('says that there is nothing where all was counted', () => {
    expect(countedPage(empty(4, 150, false)).data).toEqual([]);
  });
});
