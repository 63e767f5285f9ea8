import { setTimeout as pause } from 'node:timers/promises';
import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import type { Environment } from '../stack/network-proxies.ts';
import type { Stack } from '../stack/stack.ts';
import type { TcpProxy } from '../stack/tcp-proxy.ts';
import type { FaultLog } from './fault-log.ts';

const DRAIN_MS = 45_000;

/** The place of a service: processes come and go in it, its links stay. */
export class Place {
  readonly name: string;
  readonly links: Readonly<Record<'mongo' | 'redis', TcpProxy>>;
  readonly #start: () => Promise<SpawnedService>;
  readonly #log: FaultLog;
  #service!: SpawnedService;
  #isWanted = false;
  /** Acts of the service that no service may do by itself. */
  readonly misdeeds: string[] = [];

  constructor(
    name: string,
    links: Place['links'],
    { start, log }: { start: () => Promise<SpawnedService>; log: FaultLog },
  ) {
    this.name = name;
    this.links = links;
    this.#start = start;
    this.#log = log;
  }

  get url(): string {
    return this.#service.url;
  }

  async start(): Promise<void> {
    const service = await this.#start();
    this.#service = service;
    this.#isWanted = true;
    this.#log.note(`start ${this.name} pid ${service.process.pid}`);
    void service.process.exited.then(({ code, signal }) => {
      if (!this.#isWanted || service !== this.#service) return;
      this.misdeeds.push(`${this.name} ended by itself (${signal ?? code}):\n${service.logs(20)}`);
    });
  }

  async kill(): Promise<void> {
    this.#isWanted = false;
    this.#service.kill('SIGKILL');
    await this.#service.process.exited;
  }

  async freeze(ms: number): Promise<void> {
    this.#service.kill('SIGSTOP');
    await pause(ms);
    this.#service.kill('SIGCONT');
  }

  /** SIGTERM, and another in its place. One that does not end in time is a misdeed. */
  async roll(): Promise<void> {
    this.#isWanted = false;
    const { code, signal } = await this.#service.stop(DRAIN_MS);
    this.#log.note(`exit  ${this.name} ${signal ?? code}`);
    if (signal) this.misdeeds.push(`${this.name} did not end within ${DRAIN_MS} ms of SIGTERM`);
    await this.start();
  }

  lastLines(): string {
    return this.#service.logs(200);
  }
}

/** Two schedulers, three watchers and their Redis; each has links of its own to Redis and to the database. */
export async function openSite(stack: Stack, log: FaultLog) {
  const place = async (name: string, spawn: (env: Environment) => Promise<SpawnedService>) => {
    const [mongo, redis] = await Promise.all([stack.linkToMongo(), stack.linkToRedis()]);
    const start = () => spawn({ ...mongo.env, ...redis.env });
    const made = new Place(name, { mongo: mongo.link, redis: redis.link }, { start, log });
    await made.start();
    return made;
  };
  const scheduler = (name: string) => place(name, (env) => stack.scheduler(env));
  const watcher = (name: string) => place(name, (env) => stack.watcher(env));
  return {
    schedulers: [await scheduler('scheduler-1'), await scheduler('scheduler-2')] as [Place, Place],
    watchers: [await watcher('watcher-1'), await watcher('watcher-2'), await watcher('watcher-3')] as const,
  };
}

export type Site = Awaited<ReturnType<typeof openSite>>;
