import { randomBytes } from 'node:crypto';
import { type Collections, collectionsOf } from '@punctual/shared/store/collections';
import { migrate } from '@punctual/shared/store/migrations';
import { createModels, type Models } from '@punctual/shared/store/models';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, inject } from 'vitest';

/** A database of its own, with all indexes, on the engine that the tests run on. */
export class TestDatabase {
  readonly uri = addressOf(`test-engine-${randomBytes(6).toString('hex')}`);
  #connection: Connection | undefined;
  #models: Models | undefined;

  async open(): Promise<void> {
    this.#connection = await mongoose.createConnection(this.uri, { autoIndex: false }).asPromise();
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

  get jobs() {
    return this.collections.jobs;
  }

  get runs() {
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

function addressOf(name: string): string {
  const [, server, options = ''] = /^(\w+(?:\+srv)?:\/\/[^/?]+)\/?(\?.*)?$/.exec(inject('mongodbUri')) ?? [];
  if (!server) throw new Error(`MONGODB_URI names a database; leave it out: ${inject('mongodbUri')}`);
  return `${server}/${name}${options}`;
}
