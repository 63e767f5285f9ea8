import type { mongo } from 'mongoose';
import type { Id } from './documents.ts';

type Document = mongo.Document;

/** An aggregation expression or an update made of such. */
export type Expression = unknown;

/** Matches any time at all: a partial index and its query both say it, so that documents without a time are not in it. */
export const ANY_DATE = { $gt: new Date(0) };

/** Takes a value as it is: text in it that begins with `$` names no field. */
export const literal = (value: unknown): Expression => ({ $literal: value });

/** Takes each field of an object as it is. */
export const literals = <T extends object>(fields: T): { [K in keyof T]: Expression } => {
  const expressions = Object.entries(fields).map(([name, value]) => [name, literal(value)]);
  return Object.fromEntries(expressions);
};

/**
 * Looks up the value that belongs to the document at hand, in an update of many: one write with a value per document
 * costs one round trip and much less than a bulk of single updates. `ids` and `values` go together by position.
 * @param path the field that holds one of the ids
 */
export const lookupById = (ids: Id[], values: unknown[], path = '$_id'): Expression => ({
  $arrayElemAt: [literal(values), { $indexOfArray: [literal(ids), path] }],
});

/**
 * Builds an update in which each document finds the row that belongs to it as `$row`: one lookup, however many fields
 * are taken from it. A lookup costs as much as there are rows.
 */
export const perDocumentUpdate = (ids: Id[], rows: object[], ...stages: Document[]): Document[] => [
  { $set: { row: lookupById(ids, rows) } },
  ...stages,
  { $unset: 'row' },
];

export const plusOne = (field: string): Expression => ({ $add: [`$${field}`, 1] });

export const when = (condition: Expression, then: Expression, otherwise: Expression): Expression => ({
  $cond: [condition, then, otherwise],
});
