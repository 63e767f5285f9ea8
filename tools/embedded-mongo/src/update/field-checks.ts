import { type Document, Long } from 'bson';
import { ServerError } from '../errors.ts';
import { isDocument } from '../storage/paths.ts';

const NUMERIC = new Set(['$inc', '$mul', '$bit']);
const ON_ARRAYS = new Set(['$push', '$addToSet', '$pop', '$pull', '$pullAll']);
const CREATES = new Set(['$set', '$inc', '$mul', '$push', '$addToSet', '$min', '$max', '$bit']);

/** Throws where MongoDB refuses an update and mingo would silently do nothing: 28, 14 and 2. */
export function checkFields(op: string, fields: Document, document: Document): void {
  for (const path of Object.keys(fields)) {
    if (path.includes('$')) continue;
    const { value, reachable, blocked } = lookUp(document, path.split('.'));
    if (blocked && CREATES.has(op))
      throw new ServerError(28, `Cannot create field '${blocked}' in element at '${path}'`);
    if (!reachable || value === undefined) continue;
    if (NUMERIC.has(op)) checkNumber(op, path, value, fields[path]);
    else if (ON_ARRAYS.has(op) && !Array.isArray(value)) {
      throw new ServerError(2, `The field '${path}' must be an array but is of type ${typeName(value)}`);
    }
  }
}

function checkNumber(op: string, path: string, value: unknown, operand: unknown): void {
  if (typeof value === 'number' && typeof operand === 'number') return;
  if (op === '$bit' && typeof value === 'number') return;
  if (value instanceof Long || operand instanceof Long) {
    throw new ServerError(238, 'The embedded database does not calculate with integers beyond 2^53');
  }
  throw new ServerError(
    14,
    `Cannot apply ${op} to a value of non-numeric type. {${path}: ${typeName(value)}}`,
  );
}

interface Lookup {
  value: unknown;
  reachable: boolean;
  /** The part of the path that cannot be made, because what it would stand in is a single value. */
  blocked?: string;
}

function lookUp(document: Document, parts: string[]): Lookup {
  let node: unknown = document;
  for (const part of parts) {
    if (Array.isArray(node)) {
      if (!/^\d+$/.test(part)) return { value: undefined, reachable: false, blocked: part };
      node = node[Number(part)];
    } else if (isDocument(node)) node = Object.hasOwn(node, part) ? node[part] : undefined;
    else if (node === undefined) return { value: undefined, reachable: false };
    else return { value: undefined, reachable: false, blocked: part };
  }
  return { value: node, reachable: true };
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return value instanceof Date ? 'date' : typeof value;
}
