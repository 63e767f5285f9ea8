/**
 * Takes the first item of each group, then the second of each, and so on, up to the limit; within a group the order
 * stays as it is. What does not fit is left out.
 * @param groupOf names the group of an item
 * @param fits asked once for each item, in the order of the turns: it may count what it lets in
 */
export function takeInTurns<T>(
  items: readonly T[],
  groupOf: (item: T) => string,
  limit: number,
  fits: (item: T) => boolean = () => true,
): T[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groupOf(item);
    const members = groups.get(group);
    if (members) members.push(item);
    else groups.set(group, [item]);
  }
  const taken: T[] = [];
  let waiting = [...groups.values()];
  for (let turn = 0; waiting.length > 0 && taken.length < limit; turn += 1) {
    waiting = waiting.filter((members) => turn < members.length);
    for (const members of waiting) {
      const item = members[turn] as T;
      if (taken.length < limit && fits(item)) taken.push(item);
    }
  }
  return taken;
}
