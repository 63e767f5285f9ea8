import type { JobRow } from '../job-source.ts';

/** Rows by the number of their page, from 0. */
export type Pages = ReadonlyMap<number, readonly JobRow[]>;

export interface Held {
  pages: Pages;
  /** Rows that are not shown yet, or stand elsewhere in the order asked for. */
  waiting: 'nothing' | 'new' | 'moved';
}

/**
 * What to show of pages as they are now. Calm, everything as it comes. While somebody reads or points, rows stay
 * where they are: known ones are brought up to date in place, and what would move them waits.
 */
export function holdPages(shown: Pages, fresh: Pages, calm: boolean): Held {
  if (calm) return { pages: fresh, waiting: 'nothing' };
  const now = new Map([...fresh.values()].flat().map((job) => [job.id, job]));
  const known = new Set([...shown.values()].flat().map(({ id }) => id));
  const pages = new Map<number, readonly JobRow[]>();
  for (const [page, rows] of fresh) {
    const before = shown.get(page);
    pages.set(page, before ? before.map((job) => now.get(job.id) ?? job) : rows);
  }
  return { pages, waiting: waitingOf(shown, fresh, known) };
}

function waitingOf(shown: Pages, fresh: Pages, known: ReadonlySet<string>): Held['waiting'] {
  let waiting: Held['waiting'] = 'nothing';
  for (const [page, rows] of fresh) {
    const before = shown.get(page);
    if (!before) continue;
    if (rows.some(({ id }) => !known.has(id))) return 'new';
    const isSame = rows.length === before.length && rows.every(({ id }, index) => id === before[index]?.id);
    if (!isSame) waiting = 'moved';
  }
  return waiting;
}
