import mongoose from 'mongoose';

const DUPLICATE_KEY = 11_000;
/** How DocumentDB refuses an upsert while another of the same key is not finished: under the code of any error. */
const KEY_TAKEN = /violates exclusion constraint/;
const WRITE_CONFLICT = 112;

/** Whether a write was refused because its unique key is there already. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError &&
  (error.code === DUPLICATE_KEY || KEY_TAKEN.test(error.message));

/** Whether two writers stood in each other's way and this one gave way: it may try again. */
export const isWriteConflict = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === WRITE_CONFLICT;

/** Which documents of an unordered insert were there already; null if anything else failed too. */
export function duplicatePositions(error: unknown): Set<number> | null {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) return null;
  const errors = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  if (errors.length === 0 || errors.some(({ code }) => code !== DUPLICATE_KEY)) return null;
  return new Set(errors.map(({ index }) => index));
}

const AWAY = [
  mongoose.mongo.MongoNetworkError,
  mongoose.mongo.MongoServerSelectionError,
  mongoose.mongo.MongoNotConnectedError,
  mongoose.mongo.MongoTopologyClosedError,
];

/** Kinds that the driver does not export. */
const AWAY_NAMES = new Set([
  'MongoWaitQueueTimeoutError',
  'MongoPoolClosedError',
  'MongooseServerSelectionError',
]);

/** Whether an operation failed because the database cannot be reached. */
export const isDatabaseAway = (error: unknown): boolean =>
  AWAY.some((kind) => error instanceof kind) || (error instanceof Error && AWAY_NAMES.has(error.name));
