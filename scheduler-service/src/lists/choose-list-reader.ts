import type { Connection } from 'mongoose';
import { readByIndexOrder } from './index-order/index-order-reader.ts';
import type { CreateListReader } from './list-reader.ts';
import { readByRangeScan } from './range-scan/range-scan-reader.ts';

/** The fields of a `buildInfo` answer that show whether the engine's indexes have an order. */
export interface EngineInfo {
  storageEngines?: string[];
}

/** Storage engines whose indexes are B-trees: those of MongoDB and of the embedded database. */
const ORDERED = ['wiredTiger', 'inMemory', 'lmdb'];

/**
 * Chooses the reader by what the engine says of itself. One that names no storage engine (DocumentDB in front of
 * PostgreSQL, and others that only speak MongoDB's protocol) gets the range scan, which needs no order of its indexes.
 */
export const chooseListReader = ({ storageEngines = [] }: EngineInfo): CreateListReader =>
  storageEngines.some((name) => ORDERED.includes(name)) ? readByIndexOrder : readByRangeScan;

/** Asks the engine behind a connection, and chooses its reader. */
export async function listReaderFor({ db }: Pick<Connection, 'db'>): Promise<CreateListReader> {
  if (!db) throw new Error('The database connection is not open.');
  return chooseListReader(await db.command({ buildInfo: 1 }));
}
