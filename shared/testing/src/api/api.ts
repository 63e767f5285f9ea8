import { randomBytes } from 'node:crypto';
import type { Clock } from '@punctual/engine/platform/clock';
import { type Config, readConfig } from '@punctual/scheduler-service/config';
import { type Scheduler, startScheduler } from '@punctual/scheduler-service/scheduler';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, inject } from 'vitest';
import { databaseAddress } from '../backing/database-address.ts';
import { NO_LIMITS } from '../backing/no-limits.ts';
import { Client } from './client.ts';
import { logIn, ORIGIN, PASSWORD, type Person, register } from './person.ts';

export const JWT_SECRET = randomBytes(32).toString('base64');
const ADMIN_EMAIL = 'carla@example.com';

export interface ApiOptions {
  /** Settings by their variables; undefined leaves one out. */
  env?: Record<string, string | undefined>;
  clock?: Clock;
  /** A database of the test's own; otherwise one beside those of the other tests. */
  mongodbUri?: string;
}

/**
 * The real scheduler-service on a port of its own, on a database of its own, and a cast: ana and bob are
 * users, carla is an administrator.
 */
export class Api {
  readonly #options: ApiOptions;
  readonly #databaseUri: string;
  #scheduler: Scheduler | undefined;
  #connection: Connection | undefined;
  #people = 0;
  ana!: Person;
  bob!: Person;
  carla!: Person;

  constructor(options: ApiOptions = {}) {
    this.#options = options;
    this.#databaseUri = options.mongodbUri ?? randomDatabaseUri();
  }

  get url(): string {
    if (!this.#scheduler) throw new Error('The API is not running.');
    return `http://127.0.0.1:${this.#scheduler.port}`;
  }

  /** Asks without credentials. */
  get nobody(): Client {
    return new Client(this.url);
  }

  get database() {
    if (!this.#connection?.db) throw new Error('The database is not open.');
    return this.#connection.db;
  }

  get config(): Config {
    return readConfig({
      SCHEDULER_PORT: '0',
      PUBLIC_URL: ORIGIN,
      MONGODB_URI: this.#databaseUri,
      // A database of Redis of its own: tests of the watcher use another one.
      REDIS_URL: `${inject('redisUrl')}/7`,
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
      PANEL_DIR: '/no/panel/here',
      JWT_SECRET,
      ADMIN_EMAIL,
      ADMIN_PASSWORD: PASSWORD,
      // The people of all tests of a file come from one address.
      RATE_LIMIT_REGISTRATIONS_PER_IP: '100000',
      ...NO_LIMITS,
      ...this.#options.env,
    });
  }

  async start(): Promise<void> {
    const { clock } = this.#options;
    this.#scheduler = await startScheduler(this.config, clock ? { clock } : {});
    this.#connection = await mongoose.createConnection(this.#databaseUri).asPromise();
  }

  async startWithCast(): Promise<void> {
    await this.start();
    [this.ana, this.bob, this.carla] = await Promise.all([
      register(this.url, 'ana'),
      register(this.url, 'bob'),
      logIn(this.url, ADMIN_EMAIL),
    ]);
  }

  /** Another user, whom no other test knows. */
  newcomer(more: object = {}): Promise<Person> {
    this.#people += 1;
    return register(this.url, `newcomer-${this.#people}`, more);
  }

  /** Counts the documents of each collection, which a refused request must not change. */
  async counts(): Promise<Record<string, number>> {
    const collections = ['users', 'sessions', 'jobs', 'runs'];
    const counted = collections.map(
      async (name) => [name, await this.database.collection(name).countDocuments()] as const,
    );
    return Object.fromEntries(await Promise.all(counted));
  }

  /** Ends the service; the database stays, so that it may be started again. */
  async stop(): Promise<void> {
    await this.#scheduler?.stop();
    this.#scheduler = undefined;
    await this.#connection?.close();
    this.#connection = undefined;
  }

  async drop(): Promise<void> {
    await this.#connection?.dropDatabase();
    await this.stop();
  }
}

/** An API for the tests of a file (or a `describe`), with its cast. */
export function useApi(options: ApiOptions = {}): Api {
  const api = new Api(options);
  beforeAll(() => api.startWithCast());
  afterAll(() => api.drop());
  return api;
}

/** The address of a database that nobody else uses; the test services give one without a name. */
export function randomDatabaseUri(): string {
  return databaseAddress(inject('mongodbUri'), `test-api-${randomBytes(6).toString('hex')}`);
}

export async function dropDatabase(uri: string): Promise<void> {
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
