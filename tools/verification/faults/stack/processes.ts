import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type ManagedProcess, startProcess } from '@punctual/start/system/processes';
import { type ServiceName, type SpawnedService, spawnService } from '@punctual/testing/backing/spawn-service';
import { expect } from 'vitest';
import type { Environment } from './network-proxies.ts';
import { until } from './waiting.ts';

export const LEASE_MS = 5_000;
const ERROR = /"level":(50|60|"error"|"fatal")/;
const KILLED = { code: null, signal: 'SIGKILL' } as const;

/** Where services find what they share. */
export interface Surroundings {
  mongodbUri: string;
  redisUrl: string;
}

/** The services of a stack, each a process of its own. */
export class Processes {
  readonly #surroundings: () => Surroundings;
  /** One for all schedulers: a token of one is good for the others. */
  readonly #secret = randomBytes(32).toString('base64');
  readonly #all: ManagedProcess[] = [];

  constructor(surroundings: () => Surroundings) {
    this.#surroundings = surroundings;
  }

  watcher(env: Environment = {}): Promise<SpawnedService> {
    return this.#spawn('watcher-service', { ...this.#watcherEnv, ...env });
  }

  scheduler(env: Environment = {}): Promise<SpawnedService> {
    return this.#spawn('scheduler-service', { JWT_SECRET: this.#secret, ...env });
  }

  /** A watcher whose event loop stands still for so long after each call of this path. */
  async blockingWatcher(path: string, ms: number): Promise<ManagedProcess> {
    const blocking = startProcess({
      name: 'blocking-watcher',
      command: process.execPath,
      args: [join(import.meta.dirname, 'blocking-watcher.mjs'), path, String(ms)],
      env: { ...this.#base, ...this.#watcherEnv, WATCHER_PORT: '0' },
    });
    this.#all.push(blocking);
    await blocking.waitForLog(/"msg":"listening"/);
    return blocking;
  }

  /** Ends all of them. */
  async stop(): Promise<void> {
    await Promise.all(this.#all.splice(0).map((process) => process.stop()));
  }

  /** Lets those go on that were made to stand still. */
  thaw(): void {
    for (const process of this.#all) process.kill('SIGCONT');
  }

  /** Lists the lines in which services told of errors, as far as their logs are kept. */
  errors(): string[] {
    return this.#all.flatMap((process) =>
      process
        .logs()
        .split('\n')
        .filter((line) => ERROR.test(line)),
    );
  }

  async #spawn(name: ServiceName, env: Environment): Promise<SpawnedService> {
    const service = await spawnService(name, { ...this.#base, ...env });
    this.#all.push(service.process);
    return service;
  }

  get #base(): Environment {
    const { mongodbUri, redisUrl } = this.#surroundings();
    // Both services judge the addresses of calls.
    const calls = { HTTP_ALLOWED_NETWORKS: '127.0.0.0/8', HTTP_ALLOWED_PORTS: '1024-65535' };
    return { ...calls, LOG_LEVEL: 'info', MONGODB_URI: mongodbUri, REDIS_URL: redisUrl };
  }

  get #watcherEnv(): Environment {
    return {
      LEASE_MS: String(LEASE_MS),
      SMTP_URL: 'smtp://127.0.0.1:9',
      HTTP_PER_HOST: '1000',
      HTTP_CIRCUIT_FAILURES: '1000',
    };
  }
}

/** Waits until a service has been killed. */
export async function killed({ process }: SpawnedService): Promise<void> {
  await until(() => expect(process.isRunning()).toBe(false));
  expect(await process.exited).toEqual(KILLED);
}
