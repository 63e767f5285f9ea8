import { describe, expect, test } from 'vitest';
import type { JobRow } from '../job-source.ts';
import { holdPages } from './hold-pages.ts';

const job = (id: string, name = id) => ({ id, name }) as JobRow;
const pages = (...rows: string[][]) => new Map(rows.map((ids, page) => [page, ids.map((id) => job(id))]));
const ids = (held: ReadonlyMap<number, readonly JobRow[]>) =>
  [...held.values()].map((rows) => rows.map(({ id }) => id));

describe('pages of jobs while somebody reads', () => {
  test('keep their order, and say that it is another one now', () => {
    const held = holdPages(pages(['a', 'b']), pages(['b', 'a']), false);
    expect(ids(held.pages)).toEqual([['a', 'b']]);
    expect(held.waiting).toBe('moved');
  });

  test('show the newest state of each row in its place', () => {
    const fresh = new Map([[0, [job('b', 'B'), job('a')]]]);
    expect(holdPages(pages(['a', 'b']), fresh, false).pages.get(0)?.[1]?.name).toBe('B');
  });

  test('hold back what is new', () => {
    const held = holdPages(pages(['a']), pages(['n', 'a']), false);
    expect(ids(held.pages)).toEqual([['a']]);
    expect(held.waiting).toBe('new');
  });

  test('take a page that was not there before as it comes', () => {
    const held = holdPages(pages(['a']), pages(['a'], ['b']), false);
    expect(ids(held.pages)).toEqual([['a'], ['b']]);
    expect(held.waiting).toBe('nothing');
  });
});

test('pages that nobody reads come as they are', () => {
  expect(holdPages(pages(['a', 'b']), pages(['n', 'b']), true)).toEqual({
    pages: pages(['n', 'b']),
    waiting: 'nothing',
  });
});
