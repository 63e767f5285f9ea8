/** A list as it is shown: what came since and would move it is held back. */
export interface HeldRows<T> {
  rows: T[];
  held: number;
}

interface Row {
  id: string;
}

/**
 * What to show of `fresh`. Calm, everything as it comes. While somebody reads or points, rows stay where they
 * are: known ones are brought up to date in place, gone ones stay until calm, new ones at the top are counted.
 */
export function holdRows<T extends Row>(
  shown: readonly T[],
  fresh: readonly T[],
  calm: boolean,
): HeldRows<T> {
  if (calm || shown.length === 0) return { rows: [...fresh], held: 0 };
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const known = new Set(shown.map((row) => row.id));
  const firstKnown = fresh.findIndex((row) => known.has(row.id));
  const appended = firstKnown < 0 ? [] : fresh.slice(firstKnown).filter((row) => !known.has(row.id));
  return {
    rows: [...shown.map((row) => byId.get(row.id) ?? row), ...appended],
    held: firstKnown < 0 ? fresh.length : firstKnown,
  };
}
