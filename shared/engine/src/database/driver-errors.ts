import mongoose from 'mongoose';

const DUPLICATE_KEY = 11_000;
/**
 * How DocumentDB refuses a key that another write has taken in the same moment: under the code of any error. It
 * has waited for that write, so the key is there.
 */
const KEY_TAKEN = /violates exclusion constraint/;
const WRITE_CONFLICT = 112;
/** How DocumentDB says the same of commands that are no writes of documents. */
const DEADLOCK = /deadlock detected/;

/** Whether a write was refused because its unique key is there already. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && isTaken(error.code, error.message);

const isTaken = (code: unknown, message = ''): boolean => code === DUPLICATE_KEY || KEY_TAKEN.test(message);

/** Whether two writers stood in each other's way and this one gave way: it may try again. */
export const isWriteConflict = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError &&
  (error.code === WRITE_CONFLICT || DEADLOCK.test(error.message));

/** Positions of documents that an unordered insert did not store. */
export interface Refused {
  /** They are there already. */
  taken: Set<number>;
  /** Another writer stood in the way: they may be stored again. */
  gaveWay: Set<number>;
}

/** What an unordered insert has refused; null if anything else failed too. */
export function refusedPositions(error: unknown): Refused | null {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) return null;
  const errors = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  const taken = errors.filter(({ code, errmsg }) => isTaken(code, errmsg));
  const gaveWay = errors.filter(({ code }) => code === WRITE_CONFLICT);
  if (errors.length === 0 || taken.length + gaveWay.length < errors.length) return null;
  const positions = (some: typeof errors) => new Set(some.map(({ index }) => index));
  return { taken: positions(taken), gaveWay: positions(gaveWay) };
}

/** Which documents of an unordered insert were there already; null if anything else failed too. */
export function duplicatePositions(error: unknown): Set<number> | null {
  const refused = refusedPositions(error);
  return refused && refused.gaveWay.size === 0 ? refused.taken : null;
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
