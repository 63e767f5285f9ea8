import { TEMPLATE_NAMES } from '@punctual/contracts/tasks/template-names';

const NAMES: Readonly<Record<string, readonly string[] | null>> = TEMPLATE_NAMES;

/** Properties that Liquid itself gives to texts and lists. */
const OF_LIQUID = new Set(['size', 'first', 'last']);

type Segments = readonly unknown[];

/**
 * Finds what is not known of a name that a template uses, as `job.nmae`; null if all of it is.
 * @param segments the name and its properties; what is computed is none of these, and is not looked at
 */
export function findUnknownName(segments: Segments, data: object): string | null {
  const [root, property] = segments;
  if (typeof root !== 'string' || !Object.hasOwn(NAMES, root)) return String(root);
  if (root === 'secrets') return null;
  if (root === 'data') return findUnknownData(segments.slice(1), data);
  if (property === undefined || typeof property !== 'string' || OF_LIQUID.has(property)) return null;
  return NAMES[root]?.includes(property) ? null : `${root}.${property}`;
}

/** Follows a path through the data as far as they are objects. */
function findUnknownData(path: Segments, data: object): string | null {
  let value: unknown = data;
  for (const [i, key] of path.entries()) {
    if (typeof key !== 'string' || typeof value !== 'object' || value === null || Array.isArray(value))
      return null;
    if (!Object.hasOwn(value, key))
      return OF_LIQUID.has(key) ? null : ['data', ...path.slice(0, i + 1)].join('.');
    value = (value as Record<string, unknown>)[key];
  }
  return null;
}
