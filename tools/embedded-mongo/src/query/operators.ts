import { Binary, Decimal128, Long, ObjectId, Timestamp } from 'bson';
import { Context } from 'mingo';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import type { AnyObject } from 'mingo/types';
import { isDocument, valuesAt } from '../storage/paths.ts';
import { sortStage } from './sort.ts';

// mingo tells values of foreign classes apart by their text, and bson's text of binary data is lossy.
Binary.prototype.toString = function exactText(this: Binary, encoding?: 'hex' | 'base64' | 'utf8'): string {
  const bytes = Buffer.from(this.buffer.subarray(0, this.position));
  return encoding ? bytes.toString(encoding) : `${this.sub_type}:${bytes.toString('hex')}`;
};

const INT32_LIMIT = 2 ** 31;
const isInt32 = (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < INT32_LIMIT;
const isDouble = (value: unknown) => typeof value === 'number' && !isInt32(value);

// Numbers are decoded to JavaScript's: a whole one is an int if it fits, as the driver would write it.
const TYPE_TESTS: [names: (string | number)[], test: (value: unknown) => boolean][] = [
  [['double', 1], isDouble],
  [['string', 2], (value) => typeof value === 'string'],
  [['object', 3], isDocument],
  [['array', 4], Array.isArray],
  [['binData', 5], (value) => value instanceof Binary],
  [['objectId', 7], (value) => value instanceof ObjectId],
  [['bool', 8], (value) => typeof value === 'boolean'],
  [['date', 9], (value) => value instanceof Date],
  [['null', 10], (value) => value === null],
  [['regex', 11], (value) => value instanceof RegExp],
  [['int', 16], isInt32],
  [['timestamp', 17], (value) => value instanceof Timestamp],
  [['long', 18], (value) => value instanceof Long],
  [['decimal', 19], (value) => value instanceof Decimal128],
  [['number'], (value) => typeof value === 'number' || value instanceof Long],
];

/** mingo's `$type` knows neither ids nor binary data, and looks at arrays only as a whole. */
function $type(path: string, wanted: unknown, _options: unknown): (document: AnyObject) => boolean {
  const tests = (Array.isArray(wanted) ? wanted : [wanted]).map(typeTest);
  return (document) => {
    const { values, isArray } = valuesAt(document, path);
    return tests.some((test) => values.some(test) || (isArray && test([])));
  };
}

function typeTest(name: string | number): (value: unknown) => boolean {
  const found = TYPE_TESTS.find(([names]) => names.includes(name));
  if (!found) throw new Error(`Unknown type name alias: ${name}`);
  return found[1];
}

const queryOperators = { ...query, $type };

/** All of mingo's operators, and ours where MongoDB's answer differs. */
export const ALL_OPERATORS = Context.init({
  accumulator,
  expression,
  projection,
  window,
  pipeline: { ...pipeline, $sort: sortStage },
  query: queryOperators,
});

/** Enough for a filter without `$expr`; mingo copies its operators for every query, so few is fast. */
export const FILTER_OPERATORS = Context.init({ query: queryOperators });
