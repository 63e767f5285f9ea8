import { Decimal128, type Document, Long } from 'bson';
import { Query } from 'mingo/query';
import { ServerError } from '../errors.ts';
import { isDocument } from '../storage/paths.ts';
import { ALL_OPERATORS, FILTER_OPERATORS } from './operators.ts';

/** Tells whether a document is meant. */
export type Matcher = (document: Document) => boolean;

/** Compiles a filter. Throws 2 for operators or values the embedded database does not know. */
export function compileFilter(filter: Document, variables: Document = {}): Matcher {
  if (Object.keys(filter).length === 0) return () => true;
  const context = mentions(filter, '$expr') ? ALL_OPERATORS : FILTER_OPERATORS;
  const query = new Query(filter, { context, scriptEnabled: false, variables });
  return (document) => query.test(document);
}

// mingo would compare these by their text. An answer that is silently wrong helps nobody.
function mentions(value: unknown, operator: string): boolean {
  if (value instanceof Decimal128 || value instanceof Long) {
    throw new ServerError(2, 'The embedded database compares neither Decimal128 nor integers beyond 2^53');
  }
  if (Array.isArray(value)) return value.reduce((found, item) => mentions(item, operator) || found, false);
  if (!isDocument(value)) return false;
  return Object.entries(value).reduce(
    (found, [key, v]) => mentions(v, operator) || key === operator || found,
    false,
  );
}
