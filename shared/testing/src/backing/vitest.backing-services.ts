import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from '@punctual/start/backing/embedded-mongo';
import { startThrowawayRedis } from '@punctual/start/backing/redis';
import { findTool } from '@punctual/start/system/find-tool';
import { CHROMIUM } from '@punctual/start/system/packages';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Without a database name: each test file takes a database of its own. */
    mongodbUri: string;
    mongodbKind: 'embedded' | 'external';
    redisUrl: string;
    /** The browser for the tests of the whole; null: skip them, loudly. */
    chromiumPath: string | null;
  }
}

interface TestServices {
  mongodbUri: string;
  mongodbKind: 'embedded' | 'external';
  redisUrl: string;
  stop(): Promise<void>;
}

interface Shared {
  users: number;
  services: Promise<TestServices>;
}

// Vitest loads this file once per project that names it, each time as a module of its own.
const KEY = Symbol.for('punctual.test-services');
const holder = globalThis as { [KEY]?: Shared };

/** Vitest's global setup: one Redis and one database for all projects of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  holder[KEY] ??= { users: 0, services: startTestServices() };
  const shared = holder[KEY];
  shared.users += 1;
  const { mongodbUri, mongodbKind, redisUrl, stop } = await shared.services;
  project.provide('mongodbUri', mongodbUri);
  project.provide('mongodbKind', mongodbKind);
  project.provide('redisUrl', redisUrl);
  project.provide('chromiumPath', findTool(CHROMIUM.names));
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete holder[KEY];
    await stop();
  };
}

async function startTestServices(): Promise<TestServices> {
  const log = (line: string) => console.log(line);
  const redis = await startThrowawayRedis(log);
  try {
    const mongo = await startDatabase(process.env.MONGODB_URI);
    log(`Tests run on ${mongo.label} and Redis at ${redis.url}`);
    const stop = async () => {
      await mongo.stop();
      await redis.stop();
    };
    return { mongodbUri: mongo.uri, mongodbKind: mongo.kind, redisUrl: redis.url, stop };
  } catch (error) {
    await redis.stop();
    throw error;
  }
}

async function startDatabase(uri: string | undefined) {
  if (uri) {
    const label = `MongoDB at ${uri.replace(/\/\/[^@/]*@/, '//…@')}`;
    return { uri, kind: 'external' as const, label, stop: async () => {} };
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'punctual-test-'));
  const mongo = await startEmbeddedMongo(dataDir);
  const stop = async () => {
    await mongo.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { uri: mongo.uri, kind: 'embedded' as const, label: `the embedded database at ${mongo.uri}`, stop };
}
