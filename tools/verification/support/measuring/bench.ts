import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '@punctual/start/backing/redis';
import { createTeardown } from '@punctual/start/system/teardown';
import { startPrivateMongo } from '@punctual/testing/backing/private-mongo';
import { Redis } from 'ioredis';
import { Site } from './site.ts';

export type Say = (line: string) => void;

export interface BenchOptions {
  /** Smaller counts and fewer rounds: for a look, not for a judgement. */
  quick: boolean;
  mongodbUri: string | undefined;
  say: Say;
}

/** Redis, database server and results of the programs that measure: shared by all of their rows. */
export interface Bench {
  quick: boolean;
  /** Number of rounds in which a figure is measured; the median counts. */
  rounds: number;
  engine: string;
  /** The server, whatever database the address names. */
  mongodbUri: string;
  redisUrl: string;
  say: Say;
  /** One count for a real measurement, and one for a look. */
  count(full: number, quick: number): number;
  /** A new, empty database and an emptied Redis. */
  openSite(): Promise<Site>;
  /** Made by whoever asks first, and kept until the end: two rows may look at the same thing. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
  /** Adds a step to be done at the end, the last first. */
  atEnd(stop: () => Promise<unknown>): void;
  stop(): Promise<unknown[]>;
}

const ROUNDS = 5;
const QUICK_ROUNDS = 3;

export async function startBench({ quick, mongodbUri, say }: BenchOptions): Promise<Bench> {
  const teardown = createTeardown();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'punctual-bench-'));
    teardown.add(() => rm(folder, { recursive: true, force: true }));
    const redis = await startRedis({}, folder, say);
    teardown.add(redis.stop);
    const database = mongodbUri ? given(mongodbUri) : await startEmbedded(teardown.add);
    const kept = new Map<string, Promise<unknown>>();
    return {
      ...{ quick, rounds: quick ? QUICK_ROUNDS : ROUNDS, say },
      ...{ engine: database.engine, mongodbUri: database.uri, redisUrl: redis.url },
      count: (full, small) => (quick ? small : full),
      openSite: () => openSite(database.uri, redis.url),
      once: <T>(name: string, make: () => Promise<T>) => {
        if (!kept.has(name)) kept.set(name, make());
        return kept.get(name) as Promise<T>;
      },
      atEnd: teardown.add,
      stop: teardown.run,
    };
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function startEmbedded(atEnd: (stop: () => Promise<unknown>) => void) {
  const mongo = await startPrivateMongo();
  atEnd(mongo.stop);
  return { uri: mongo.uri, engine: 'the embedded database' };
}

const given = (uri: string) => ({ uri, engine: `the database at ${uri.replace(/\/\/[^@/]*@/, '//…@')}` });

async function openSite(server: string, redisUrl: string): Promise<Site> {
  const redis = new Redis(redisUrl);
  await redis.flushall();
  redis.disconnect();
  return Site.open(withDatabase(server, `punctual-bench-${randomBytes(5).toString('hex')}`), redisUrl);
}

/** The address of a server, with this database instead of any that it names. */
function withDatabase(server: string, name: string): string {
  const [, hosts = server, options = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(server) ?? [];
  return `${hosts}/${name}${options}`;
}
