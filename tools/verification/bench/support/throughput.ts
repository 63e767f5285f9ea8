import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import type { Bench } from '../../support/measuring/bench.ts';
import type { Site } from '../../support/measuring/site.ts';
import { type Audit, audit } from './audit.ts';
import { seedDue, seedPending } from './seeding.ts';
import { until, untilInstant } from './waiting.ts';

export interface Round {
  /** Runs COMPLETED in the database, per second since they were due. */
  perSecond: number;
  audit: Audit;
}

export interface RoundOptions {
  due: number;
  /** Jobs that are due another time, among which these have to be found. */
  pending: number;
  watchers: number;
  env?: Record<string, string>;
  /** Watchers reach the database through this address. */
  mongodbUri?: string;
  /** Called once, when about half of the runs have ended. */
  halfWay?: (watchers: SpawnedService[], site: Site) => Promise<unknown>;
}

/** Runs are made two seconds ahead: by then all must be seeded. */
const LEAD_MS = 3_500;
const SEED_MS_PER_JOB = 0.25;
const DEADLINE_MS = 180_000;
/** Counting costs the database time that it should have for the runs. */
const POLL_MS = 250;

/** Has this many jobs become due at one instant, and waits until each has its record. */
export async function throughputRound(bench: Bench, options: RoundOptions): Promise<Round> {
  const site = await bench.openSite();
  try {
    await seedPending(site.collections, options.pending);
    const env = { ...options.env, ...(options.mongodbUri ? { MONGODB_URI: proxied(site, options) } : {}) };
    const watchers = await Promise.all(
      Array.from({ length: options.watchers }, () => site.startWatcher(env)),
    );
    const dueAt = new Date(Date.now() + LEAD_MS + options.due * SEED_MS_PER_JOB);
    await seedDue(site.collections, options.due, dueAt);
    await untilInstant(dueAt);
    const seconds = await untilCompleted(site, watchers, dueAt, options);
    await until(async () => (await unsettled(site)) === 0, 10_000);
    return { perSecond: options.due / seconds, audit: await audit(site.collections, options.due) };
  } finally {
    await site.close();
  }
}

async function untilCompleted(
  site: Site,
  watchers: SpawnedService[],
  dueAt: Date,
  { due, halfWay }: RoundOptions,
): Promise<number> {
  let isHalf = false;
  const allDone = async () => {
    const done = await site.collections.runs.countDocuments({ status: 'COMPLETED' });
    if (!isHalf && done >= due / 2) {
      isHalf = true;
      await halfWay?.(watchers, site);
    }
    return done >= due;
  };
  const isDone = await until(allDone, DEADLINE_MS, POLL_MS);
  return isDone ? (Date.now() - dueAt.getTime()) / 1_000 : Number.NaN;
}

const unsettled = (site: Site) =>
  site.collections.runs.countDocuments({ status: 'COMPLETED', settled: false });

/** The site's database at another address. */
const proxied = (site: Site, { mongodbUri = '' }: RoundOptions) =>
  `${mongodbUri}${site.connection.name ? `/${site.connection.name}` : ''}`;
