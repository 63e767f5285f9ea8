import { randomBytes } from 'node:crypto';
import { type Collections, collectionsOf } from '@punctual/engine/database/collections';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { migrate } from '@punctual/engine/database/migrations';
import { createModels, type Models } from '@punctual/engine/database/models';
import { databaseTime } from '@punctual/engine/platform/mongo';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, inject } from 'vitest';
import { databaseAddress } from '../backing/database-address.ts';

/** A database of its own, with all indexes, on the engine that the tests run on. */
export class TestDatabase {
  readonly uri: string;
  #connection: Connection | undefined;
  #models: Models | undefined;

  /** @param server another database server than the one that the tests of this run share */
  constructor(server = inject('mongodbUri')) {
    this.uri = databaseAddress(server, `test-engine-${randomBytes(6).toString('hex')}`);
  }

  async open(): Promise<void> {
    this.#connection = await mongoose
      .createConnection(this.uri, { autoIndex: false, autoCreate: false })
      .asPromise();
    this.#models = createModels(this.#connection);
    await migrate(this.#models);
  }

  get models(): Models {
    if (!this.#models) throw new Error('The database is not open.');
    return this.#models;
  }

  get collections(): Collections {
    if (!this.#connection) throw new Error('The database is not open.');
    return collectionsOf(this.#connection);
  }

  /** Reads the time of the database. */
  time(): Promise<Date> {
    if (!this.#connection) throw new Error('The database is not open.');
    return databaseTime(this.#connection);
  }

  /** The jobs, for writes that the engine itself may not make. */
  get jobs(): mongoose.mongo.Collection<JobDocument> {
    if (!this.#connection?.db) throw new Error('The database is not open.');
    return this.#connection.db.collection<JobDocument>('jobs');
  }

  get runs(): mongoose.mongo.Collection<RunDocument> {
    return this.collections.runs;
  }

  /** Removes all jobs and runs. */
  async empty(): Promise<void> {
    await Promise.all([this.jobs.deleteMany({}), this.runs.deleteMany({})]);
  }

  async drop(): Promise<void> {
    await this.#connection?.dropDatabase();
    await this.#connection?.close();
  }
}

/** A database for the tests of a file. */
export function useDatabase(): TestDatabase {
  const database = new TestDatabase();
  beforeAll(() => database.open());
  afterAll(() => database.drop());
  return database;
}
