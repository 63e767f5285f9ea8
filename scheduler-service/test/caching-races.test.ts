import type { JobView } from '@punctual/contracts/jobs/job';
import { Api, randomDatabaseUri } from '@punctual/testing/api/api';
import { Client } from '@punctual/testing/api/client';
import { created } from '@punctual/testing/api/job-drafts';
import type { Person } from '@punctual/testing/api/person';
import { startPrivateRedis } from '@punctual/testing/backing/private-redis';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

const mongodbUri = randomDatabaseUri();
let redis: Awaited<ReturnType<typeof startPrivateRedis>>;
let copies: [Api, Api];

beforeAll(async () => {
  redis = await startPrivateRedis();
  const env = { REDIS_URL: redis.url };
  copies = [new Api({ mongodbUri, env }), new Api({ mongodbUri, env })];
  for (const copy of copies) await copy.start();
});
afterAll(async () => {
  await copies[1].stop();
  await copies[0].drop();
  await redis.stop();
});

const JOBS = 4;
const WRITES_EACH = 25;
const READERS = 6;
const BUSY = 503;
const oneOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T;

/** Jobs of one user, written by number, and the number of each that was acknowledged last. */
class Ledger {
  readonly #through: Client[];
  readonly acknowledged = new Map<string, number>();

  private constructor(through: Client[]) {
    this.#through = through;
  }

  static async open(owner: Person, through: Api[]): Promise<Ledger> {
    const ledger = new Ledger(through.map(({ url }) => new Client(url, owner.headers)));
    for (let n = 0; n < JOBS; n += 1) ledger.acknowledged.set((await created(owner)).id, 0);
    for (const id of ledger.acknowledged.keys()) await ledger.#write(id, 1);
    return ledger;
  }

  /** Numbers a job, one write after the other, each through any copy. */
  async write(id: string, times: number): Promise<void> {
    for (let n = 2; n <= times; n += 1) await this.#write(id, n);
  }

  async #write(id: string, number: number): Promise<void> {
    // A database that is too busy refuses: what was not acknowledged is written again.
    let status = BUSY;
    while (status === BUSY)
      ({ status } = await oneOf(this.#through).patch(`/users/jobs/${id}`, { name: String(number) }));
    expect(status).toBe(200);
    this.acknowledged.set(id, number);
  }

  /** Reads a job, or all, through any copy: nothing may be older than what was acknowledged before. */
  async read(): Promise<void> {
    const floor = new Map(this.acknowledged);
    const id = oneOf([...floor.keys()]);
    const asked = oneOf(this.#through);
    const isOne = Math.random() < 0.6;
    const path = isOne ? `/users/jobs/${id}` : '/users/jobs';
    const { status, body } = await asked.get<JobView & { data: JobView[] }>(path);
    if (status === BUSY) return;
    const shown = isOne ? [body] : body.data;
    expect(shown).toHaveLength(isOne ? 1 : JOBS);
    for (const job of shown) expect(Number(job.name)).toBeGreaterThanOrEqual(floor.get(job.id) ?? 0);
  }
}

/** Writers of all jobs and readers side by side, until all is written. */
async function hammer(ledger: Ledger): Promise<number> {
  let goesOn = true;
  let reads = 0;
  const reader = async () => {
    for (; goesOn; reads += 1) await ledger.read();
  };
  const readers = Array.from({ length: READERS }, reader);
  try {
    await Promise.all([...ledger.acknowledged.keys()].map((id) => ledger.write(id, WRITES_EACH)));
  } finally {
    goesOn = false;
    await Promise.all(readers);
  }
  return reads;
}

const hits = async (api: Api): Promise<number> => {
  const { text } = await api.nobody.get('/metrics');
  const lines = text.match(
    /^punctual_cache_lookups_total\{.*what="(?:job|list)".*result="process".*\} \d+$/gm,
  );
  return (lines ?? []).reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
};

describe('caching: a read after an acknowledged write is never older than it', () => {
  test('with writes to and reads from copies at random', { timeout: 60_000 }, async () => {
    const owner = await copies[0].newcomer();
    const ledger = await Ledger.open(owner, copies);
    expect(await hammer(ledger)).toBeGreaterThan(JOBS * WRITES_EACH);
    // Otherwise the test would have shown nothing.
    for (const copy of copies) expect(await hits(copy)).toBeGreaterThan(0);
  });

  test('through one copy, however often its connections to Redis break', { timeout: 60_000 }, async () => {
    const [copy] = copies;
    const ledger = await Ledger.open(await copy.newcomer(), [copy]);
    const breaker = new Redis(redis.url);
    const breaking = setInterval(
      () => void breaker.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'),
      150,
    );
    onTestFinished(() => {
      clearInterval(breaking);
      breaker.disconnect();
    });
    await hammer(ledger);
  });
});
