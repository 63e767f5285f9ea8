import { randomBytes } from 'node:crypto';
import { type Collection, type Db, type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, inject } from 'vitest';

/** A database of its own for one test file, on whichever engine the tests run; dropped at the end. */
export interface TestDatabase {
  client: MongoClient;
  db: Db;
  /** A new, empty collection, filled with `documents`. */
  collectionWith(...documents: Document[]): Promise<Collection<Document>>;
}

export function useTestDatabase(): TestDatabase {
  const client = new MongoClient(inject('mongodbUri'));
  const db = client.db(`embedded_${randomBytes(6).toString('hex')}`);
  let collections = 0;
  beforeAll(() => client.connect());
  afterAll(async () => {
    await db.dropDatabase();
    await client.close();
  });
  const collectionWith = async (...documents: Document[]) => {
    const collection = db.collection<Document>(`c${++collections}`);
    if (documents.length) await collection.insertMany(documents);
    return collection;
  };
  return { client, db, collectionWith };
}

/** The error a promise rejects with; fails if it does not. */
export async function errorOf(promise: Promise<unknown>): Promise<Document & { message: string }> {
  const outcome = await promise.then(
    () => undefined,
    (error) => error,
  );
  if (!outcome) throw new Error('expected an error, but it succeeded');
  return outcome;
}
