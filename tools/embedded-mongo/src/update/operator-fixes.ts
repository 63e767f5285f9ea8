import type { Document } from 'bson';
import { isEqual, resolve, setValue } from 'mingo/util';
import { compileFilter } from '../query/filter.ts';
import { encodeValue } from '../storage/key-encoding.ts';
import { isDocument } from '../storage/paths.ts';

/** Does its part of an operator on one document; returns the operator and the fields that are left for mingo. */
type Fix = (document: Document, fields: Document) => [op: string, fields: Document];

/** Where mingo's operator would do something else than MongoDB's. Only for paths without `$`. */
export const FIXES: Record<string, Fix> = {
  // mingo forgets $slice and $sort where there is no array yet.
  $push: (document, fields) => {
    for (const path of Object.keys(fields)) arrayAt(document, path);
    return ['$push', fields];
  },

  // mingo tells by the length whether a set has grown, which fails where the array held something twice.
  $addToSet: (document, fields) => [
    '$push',
    mapFields(fields, (path, value) => ({ $each: missing(document, path, value) })),
  ],

  // mingo has an order of types of its own.
  $min: (document, fields) => ['$set', winners(document, fields, -1)],
  $max: (document, fields) => ['$set', winners(document, fields, 1)],

  // mingo takes a single value for a document all of whose fields have that value.
  $pull: (document, fields) => {
    const byFields = Object.entries(fields).filter(([, value]) => isDocument(value) && !hasOperator(value));
    for (const [path, value] of byFields) pullDocuments(document, path, value);
    return [
      '$pull',
      Object.fromEntries(Object.entries(fields).filter(([path]) => !byFields.some(([own]) => own === path))),
    ];
  },
};

function mapFields(fields: Document, change: (path: string, value: unknown) => unknown): Document {
  return Object.fromEntries(Object.entries(fields).map(([path, value]) => [path, change(path, value)]));
}

function arrayAt(document: Document, path: string): unknown[] {
  if (resolve(document, path) === undefined) setValue(document, path, []);
  return resolve(document, path) as unknown[];
}

function missing(document: Document, path: string, value: unknown): unknown[] {
  const wanted: unknown[] = isDocument(value) && Array.isArray(value.$each) ? value.$each : [value];
  const present = [...arrayAt(document, path)];
  return wanted.filter((item) => {
    const isNew = !present.some((other) => isEqual(other, item));
    if (isNew) present.push(item);
    return isNew;
  });
}

function winners(document: Document, fields: Document, sign: 1 | -1): Document {
  const wins = ([path, value]: [string, unknown]) => {
    const current = resolve(document, path);
    return current === undefined || Buffer.compare(encodeValue(value), encodeValue(current)) === sign;
  };
  return Object.fromEntries(Object.entries(fields).filter(wins));
}

function hasOperator(value: Document): boolean {
  return Object.keys(value).some((key) => key.startsWith('$'));
}

function pullDocuments(document: Document, path: string, condition: Document): void {
  const values = resolve(document, path);
  if (!Array.isArray(values)) return;
  const isMeant = compileFilter(condition);
  setValue(
    document,
    path,
    values.filter((item) => !isDocument(item) || !isMeant(item)),
  );
}
