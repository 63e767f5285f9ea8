import { Binary } from 'bson';
import { Context } from 'mingo';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as window from 'mingo/operators/window';
import { QUERY_OPERATORS } from './path-operators.ts';
import { sortStage } from './sort.ts';

// mingo tells values of foreign classes apart by their text, and bson's text of binary data is lossy.
Binary.prototype.toString = function exactText(this: Binary, encoding?: 'hex' | 'base64' | 'utf8'): string {
  const bytes = Buffer.from(this.buffer.subarray(0, this.position));
  return encoding ? bytes.toString(encoding) : `${this.sub_type}:${bytes.toString('hex')}`;
};

/** All of mingo's operators, and ours where MongoDB's answer differs. */
export const ALL_OPERATORS = Context.init({
  accumulator,
  expression,
  projection,
  window,
  pipeline: { ...pipeline, $sort: sortStage },
  query: QUERY_OPERATORS,
});

/** Enough for a filter without `$expr`; mingo copies its operators for every query, so few is fast. */
export const FILTER_OPERATORS = Context.init({ query: QUERY_OPERATORS });
