// How engines and the driver report what went wrong. No other file knows an error's code, name or text.
import mongoose from 'mongoose';

const { MongoServerError, MongoBulkWriteError } = mongoose.mongo;

const NAMESPACE_NOT_FOUND = 26;
const INDEX_NOT_FOUND = 27;
const WRITE_CONFLICT = 112;
const DUPLICATE_KEY = 11_000;

/**
 * PostgreSQL under DocumentDB refuses a key that another write has taken in the same moment with this text, under the
 * code of any error. It has waited for that write, so the key is there.
 */
const EXCLUSION_TEXT = /violates exclusion constraint/;
/** PostgreSQL reports a write conflict so in commands that are no writes of documents. */
const DEADLOCK_TEXT = /deadlock detected/;

/** Tells whether a write was refused because its unique key is there already. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof MongoServerError && isTaken(error.code, error.message);

const isTaken = (code: unknown, message = ''): boolean =>
  code === DUPLICATE_KEY || EXCLUSION_TEXT.test(message);

/** Tells whether a write gave way to another one that it met: it may try again. */
export const isWriteConflict = (error: unknown): boolean =>
  (error instanceof MongoServerError && gaveWay(error.code, error.message)) ||
  (refusedPositions(error)?.gaveWay.size ?? 0) > 0;

const gaveWay = (code: unknown, message = ''): boolean =>
  code === WRITE_CONFLICT || DEADLOCK_TEXT.test(message);

/** Tells whether an index could not be dropped because it, or its collection, is not there. */
export const isIndexMissing = (error: unknown): boolean =>
  error instanceof MongoServerError && (error.code === NAMESPACE_NOT_FOUND || error.code === INDEX_NOT_FOUND);

/** Positions of documents that an unordered insert did not store. */
export interface Refused {
  /** They are there already. */
  taken: Set<number>;
  /** They gave way to another write: they may be stored again. */
  gaveWay: Set<number>;
}

/** Finds the documents that an unordered insert has refused; null if anything else failed too. */
export function refusedPositions(error: unknown): Refused | null {
  if (!(error instanceof MongoBulkWriteError)) return null;
  const errors = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  const taken = errors.filter(({ code, errmsg }) => isTaken(code, errmsg));
  const conflicting = errors.filter(({ code, errmsg }) => gaveWay(code, errmsg));
  if (errors.length === 0 || taken.length + conflicting.length < errors.length) return null;
  const positions = (some: typeof errors) => new Set(some.map(({ index }) => index));
  return { taken: positions(taken), gaveWay: positions(conflicting) };
}

/** Finds the documents of an unordered insert that were there already; null if anything else failed too. */
export function duplicatePositions(error: unknown): Set<number> | null {
  const refused = refusedPositions(error);
  return refused && refused.gaveWay.size === 0 ? refused.taken : null;
}

const UNREACHABLE = [
  mongoose.mongo.MongoNetworkError,
  mongoose.mongo.MongoServerSelectionError,
  mongoose.mongo.MongoNotConnectedError,
  mongoose.mongo.MongoTopologyClosedError,
];

/** Names of error classes that the driver does not export. */
const UNREACHABLE_NAMES = new Set([
  'MongoWaitQueueTimeoutError',
  'MongoPoolClosedError',
  'MongooseServerSelectionError',
]);

/** Tells whether an operation failed because the database cannot be reached. */
export const isDatabaseAway = (error: unknown): boolean =>
  UNREACHABLE.some((kind) => error instanceof kind) ||
  (error instanceof Error && UNREACHABLE_NAMES.has(error.name));
