import type { Document } from 'bson';
import { ServerError } from '../errors.ts';
import type { Index } from './catalog.ts';
import { encodeComponent, invert, isCut } from './key-encoding.ts';
import { valuesAt } from './paths.ts';

/** Entries of one document in one index. */
export interface IndexKeys {
  /** Whole keys, the index's number first; those of a unique index do not end with the document's id. */
  keys: Buffer[];
  multikeyPath: string | undefined;
  cut: boolean;
}

const NONE: IndexKeys = { keys: [], multikeyPath: undefined, cut: false };

/** The number of an index or collection, as all of its keys begin. */
export function numberPrefix(id: number): Buffer {
  const prefix = Buffer.allocUnsafe(4);
  prefix.writeUInt32BE(id);
  return prefix;
}

/** The keys under which an index holds a document; none if it is sparse or partial and leaves it out. */
export function indexKeys(index: Index, document: Document, id: Buffer): IndexKeys {
  if (index.partial && !index.partial(document)) return NONE;
  const fields = index.key.map(([path]) => valuesAt(document, path));
  if (index.options.sparse && fields.every(({ values }) => values.every((value) => value === undefined)))
    return NONE;
  const arrays = index.key.filter((_, i) => fields[i]?.isArray).map(([path]) => path);
  if (arrays.length > 1) {
    throw new ServerError(171, `cannot index parallel arrays [${arrays[1]}] [${arrays[0]}]`);
  }
  let keys: Buffer[][] = [[numberPrefix(index.id)]];
  let cut = false;
  fields.forEach(({ values }, i) => {
    const components = values.map(encodeComponent);
    cut ||= components.some(isCut);
    const directed = index.key[i]?.[1] === -1 ? components.map(invert) : components;
    keys = product(keys, directed);
  });
  const tail = index.unique ? [] : [id];
  const whole = keys.map((parts) => Buffer.concat([...parts, ...tail]));
  return { keys: arrays.length ? distinct(whole) : whole, multikeyPath: arrays[0], cut };
}

function product(keys: Buffer[][], components: Buffer[]): Buffer[][] {
  const [only] = components;
  if (components.length > 1 || !only)
    return keys.flatMap((key) => components.map((component) => [...key, component]));
  for (const key of keys) key.push(only);
  return keys;
}

function distinct(keys: Buffer[]): Buffer[] {
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];
}
