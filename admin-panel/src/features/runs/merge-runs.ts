interface Dated {
  id: string;
  scheduledFor: string;
}

/** The newest runs over those loaded before: each once, in its newest state, newest first. */
export function mergeRuns<T extends Dated>(newest: readonly T[], loaded: readonly T[]): T[] {
  const byId = new Map(loaded.map((run) => [run.id, run]));
  for (const run of newest) byId.set(run.id, run);
  return [...byId.values()].sort(newestFirst);
}

const newestFirst = (a: Dated, b: Dated): number =>
  b.scheduledFor.localeCompare(a.scheduledFor) || b.id.localeCompare(a.id);

/** So many new runs that some lie between the newest page and what was loaded before. */
export const isGap = (newest: readonly Dated[], loaded: readonly Dated[], moreFollow: boolean): boolean =>
  moreFollow && loaded.length > 0 && !newest.some((run) => loaded.some(({ id }) => id === run.id));
