/** A plain update of a group costs less than a lookup for each of its documents from this size on. */
const LEAST = 25;
/** So few groups are updates of their own, however small they are. */
const FEW = 2;

/** Items in groups of which all are written alike, and the others, which need values of their own. */
export interface Alike<T> {
  alike: T[][];
  unlike: T[];
}

/**
 * Groups items by what is written of them. What is alike is written by a plain update, without a lookup and without the
 * document being built anew, which is what costs in an update of many.
 * @param keyOf names all that the write of an item depends on
 */
export function groupAlike<T>(items: readonly T[], keyOf: (item: T) => string): Alike<T> {
  const byKey = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = byKey.get(key);
    if (group) group.push(item);
    else byKey.set(key, [item]);
  }
  const groups = [...byKey.values()];
  if (groups.length <= FEW) return { alike: groups, unlike: [] };
  return {
    alike: groups.filter(({ length }) => length >= LEAST),
    unlike: groups.filter(({ length }) => length < LEAST).flat(),
  };
}
