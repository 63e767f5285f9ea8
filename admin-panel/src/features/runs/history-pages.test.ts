import { expect, test } from 'vitest';
import { type Pages, withNewest } from './history-pages.ts';

const run = (id: string, minute: number, status = 'COMPLETED') => ({
  id,
  status,
  scheduledFor: new Date(Date.UTC(2026, 10, 23, 9, minute)).toISOString(),
});
const page = (data: ReturnType<typeof run>[], nextCursor: string | null) => ({ data, nextCursor });
const LOADED = {
  pages: [page([run('d', 4), run('c', 3)], 'after c'), page([run('b', 2, 'RUNNING'), run('a', 1)], null)],
  pageParams: [undefined, 'after c'],
};

test('a history: new runs come on top, known ones change where they are', () => {
  const newest = page([run('e', 5), run('d', 4, 'FAILED'), run('b', 2)], 'x');
  const { pages, pageParams } = withNewest(LOADED, newest);
  expect(pages).toEqual([
    page([run('e', 5), run('d', 4, 'FAILED'), run('c', 3)], 'after c'),
    page([run('b', 2), run('a', 1)], null),
  ]);
  expect(pageParams).toBe(LOADED.pageParams);
});

test('a history: step by step no run is lost, however many there are', () => {
  let history: Pages<(typeof LOADED.pages)[number]> = LOADED;
  for (let minute = 5; minute < 30; minute++) {
    history = withNewest(
      history,
      page([run(`m${minute + 10}`, minute), history.pages[0]?.data[0] ?? run('', 0)], 'x'),
    );
  }
  expect(history.pages.flatMap(({ data }) => data)).toHaveLength(4 + 25);
});

test('a history: after a gap it begins anew with the newest page', () => {
  const newest = page([run('z', 50), run('y', 49)], 'after y');
  expect(withNewest(LOADED, newest)).toEqual({ pages: [newest], pageParams: [undefined] });
});

test('a history: a newest page that is the only one leaves no gap', () => {
  const { pages } = withNewest(
    { pages: [page([], null)], pageParams: [undefined] },
    page([run('a', 1)], null),
  );
  expect(pages).toEqual([page([run('a', 1)], null)]);
});
