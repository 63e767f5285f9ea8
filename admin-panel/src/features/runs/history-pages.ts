interface Dated {
  id: string;
  scheduledFor: string;
}

interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

/** Pages as the query cache keeps them. */
export interface Pages<P> {
  pages: P[];
  pageParams: unknown[];
}

/**
 * Merges the newest page into the loaded ones: known runs in their newest state where they are, new ones on
 * top. If the newest page does not reach down to the known runs (a tab that slept), the history begins with
 * it again, rather than have a hole.
 */
export function withNewest<T extends Dated, P extends Page<T>>(loaded: Pages<P>, newest: P): Pages<P> {
  const known = new Set(loaded.pages.flatMap(({ data }) => data.map(({ id }) => id)));
  const isGap = newest.nextCursor !== null && known.size > 0 && !newest.data.some(({ id }) => known.has(id));
  if (isGap) return { pages: [newest], pageParams: [undefined] };
  const fresh = new Map(newest.data.map((run) => [run.id, run]));
  const added = newest.data.filter(({ id }) => !known.has(id));
  const pages = loaded.pages.map((page, index) => {
    const data = page.data.map((run) => fresh.get(run.id) ?? run);
    return { ...page, data: index === 0 ? [...added, ...data].sort(newestFirst) : data };
  });
  return { ...loaded, pages };
}

const newestFirst = (a: Dated, b: Dated): number =>
  b.scheduledFor.localeCompare(a.scheduledFor) || b.id.localeCompare(a.id);
