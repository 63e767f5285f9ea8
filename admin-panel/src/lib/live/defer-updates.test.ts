import { describe, expect, test } from 'vitest';
import { deferUpdates, isSameAnswer } from './defer-updates.ts';

const row = (id: string, version = 1) => ({ id, version });
type Row = ReturnType<typeof row>;

describe('rows of a history', () => {
  const SHOWN = [row('c'), row('b'), row('a')];
  const defer = (shown: readonly Row[], fresh: readonly Row[], isActive: boolean) => {
    const options = { isActive, growsAtEnd: true };
    const { pages, held } = deferUpdates(new Map([[0, shown]]), new Map([[0, fresh]]), options);
    return { rows: pages.get(0), held };
  };

  test('history: while it is in use, known rows change in place and new ones are only counted', () => {
    const fresh = [row('e'), row('d'), row('c', 2), row('b'), row('a')];
    expect(defer(SHOWN, fresh, true)).toEqual({ rows: [row('c', 2), row('b'), row('a')], held: 2 });
  });

  test('history: rows that are gone stay until it is no longer in use', () => {
    expect(defer(SHOWN, [row('c'), row('a')], true).rows).toEqual(SHOWN);
    expect(defer(SHOWN, [row('c'), row('a')], false).rows).toEqual([row('c'), row('a')]);
  });

  test('history: older rows that were loaded come in at the end', () => {
    expect(defer(SHOWN, [...SHOWN, row('0')], true)).toEqual({ rows: [...SHOWN, row('0')], held: 0 });
  });

  test('history: after a gap all that is shown stays, and all that is new is counted', () => {
    expect(defer(SHOWN, [row('z'), row('y')], true)).toEqual({ rows: SHOWN, held: 2 });
  });

  test('history: when it is not in use everything comes in', () => {
    expect(defer(SHOWN, [row('d'), ...SHOWN], false)).toEqual({ rows: [row('d'), ...SHOWN], held: 0 });
  });
});

describe('pages of a list', () => {
  const pages = (...rows: string[][]) => new Map(rows.map((ids, page) => [page, ids.map((id) => row(id))]));
  const defer = (shown: Map<number, Row[]>, fresh: Map<number, Row[]>, isActive = true) =>
    deferUpdates(shown, fresh, { isActive, growsAtEnd: false });
  const ids = (held: ReadonlyMap<number, readonly Row[]>) =>
    [...held.values()].map((rows) => rows.map(({ id }) => id));

  test('pages in use keep their order, and say that it is another one now', () => {
    const deferred = defer(pages(['a', 'b']), pages(['b', 'a']));
    expect(ids(deferred.pages)).toEqual([['a', 'b']]);
    expect(deferred).toMatchObject({ held: 0, isMoved: true });
  });

  test('pages in use show the newest state of each row in its place', () => {
    const fresh = new Map([[0, [row('b', 2), row('a')]]]);
    expect(defer(pages(['a', 'b']), fresh).pages.get(0)?.[1]?.version).toBe(2);
  });

  test('pages in use hold back rows that are new, at the end too', () => {
    for (const fresh of [pages(['n', 'a']), pages(['a', 'n'])]) {
      const deferred = defer(pages(['a']), fresh);
      expect(ids(deferred.pages)).toEqual([['a']]);
      expect(deferred.held).toBe(1);
    }
  });

  test('pages in use: a page that was not shown before comes as it is', () => {
    const deferred = defer(pages(['a']), pages(['a'], ['b']));
    expect(ids(deferred.pages)).toEqual([['a'], ['b']]);
    expect(deferred).toMatchObject({ held: 0, isMoved: false });
  });

  test('pages that are not in use come as they are', () => {
    expect(defer(pages(['a', 'b']), pages(['n', 'b']), false)).toEqual({
      pages: pages(['n', 'b']),
      held: 0,
      isMoved: false,
    });
  });
});

test('an answer with the same rows and another number of them is another answer', () => {
  const rows: { id: string }[] = [];
  const answer = (total: number) => ({ pages: new Map([[0, rows]]), total });
  expect(isSameAnswer(answer(12), answer(12))).toBe(true);
  expect(isSameAnswer(answer(12), answer(0))).toBe(false);
});
