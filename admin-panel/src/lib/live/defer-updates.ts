interface Row {
  id: string;
}

/** Rows by the number of their page, from 0; a list without pages is page 0. */
export type Pages<T> = ReadonlyMap<number, readonly T[]>;

/** Rows as they are shown, and what is held back of the newest ones so that nothing moves. */
export interface Deferred<T> {
  pages: Pages<T>;
  /** New rows that are not shown yet. */
  held: number;
  /** Rows that are shown have another order by now. */
  isMoved: boolean;
}

export interface DeferOptions {
  /** The list is in use (read, pointed at): its rows stay where they are. */
  isActive: boolean;
  /** Rows after a known one come in at the end: a history grows there, a page of a list does not. */
  growsAtEnd: boolean;
}

/**
 * Merges `fresh` rows into those `shown`. While the list is in use, known rows are brought up to date in place, rows
 * that are gone stay, new ones are counted, and a page that was not shown comes as it is. Otherwise all is fresh.
 */
export function deferUpdates<T extends Row>(
  shown: Pages<T>,
  fresh: Pages<T>,
  { isActive, growsAtEnd }: DeferOptions,
): Deferred<T> {
  if (!isActive) return { pages: fresh, held: 0, isMoved: false };
  const newest = new Map([...fresh.values()].flat().map((row) => [row.id, row]));
  const known = new Set([...shown.values()].flat().map(({ id }) => id));
  const pages = new Map<number, readonly T[]>();
  let held = 0;
  let isMoved = false;
  for (const [page, rows] of fresh) {
    const before = shown.get(page) ?? [];
    const added = growsAtEnd ? rowsAfterKnown(rows, known) : [];
    pages.set(
      page,
      before.length === 0 ? rows : [...before.map((row) => newest.get(row.id) ?? row), ...added],
    );
    if (before.length === 0) continue;
    held += rows.filter(({ id }) => !known.has(id)).length - added.length;
    isMoved ||= !hasSameOrder(before, rows);
  }
  return { pages, held, isMoved };
}

function rowsAfterKnown<T extends Row>(rows: readonly T[], known: ReadonlySet<string>): T[] {
  const first = rows.findIndex(({ id }) => known.has(id));
  return first < 0 ? [] : rows.slice(first).filter(({ id }) => !known.has(id));
}

const hasSameOrder = (before: readonly Row[], rows: readonly Row[]): boolean =>
  rows.length === before.length && rows.every(({ id }, index) => id === before[index]?.id);

/** Compares two answers, with all that came along: rows may be the same ones, and their number another. */
export function isSameAnswer<T, S extends { pages: Pages<T> }>(before: S, now: S): boolean {
  const { pages: rowsBefore, ...restBefore } = before;
  const { pages, ...rest } = now;
  const hasSameRows =
    rowsBefore.size === pages.size && [...pages].every(([page, rows]) => rowsBefore.get(page) === rows);
  return (
    hasSameRows && Object.entries(rest).every(([name, value]) => value === Reflect.get(restBefore, name))
  );
}
