import mongoose from 'mongoose';

const DUPLICATE_KEY = 11_000;

/** Whether a write was refused because its unique key is there already. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY;

/** Whether all that failed of an unordered bulk is that keys were there already. */
export const onlyDuplicates = (error: unknown): boolean => {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) return isDuplicateKey(error);
  const errors = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  return errors.length > 0 && errors.every(({ code }) => code === DUPLICATE_KEY);
};

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
