import { expect } from 'vitest';
import type { Evidence } from '../invariants/evidence.ts';
import { checkInvariants } from '../invariants/invariant-checker.ts';
import type { Stack } from '../stack/stack.ts';
import { until } from '../stack/waiting.ts';
import type { FaultLog } from './fault-log.ts';
import { behave, NOISY, QUIET } from './job-drafts.ts';
import { Client, type KnownJob } from './load.ts';
import { Nemesis } from './nemesis.ts';
import { PersistentUser } from './persistent-user.ts';
import { Random } from './random.ts';
import { openSite } from './site.ts';
import { findIdleness, findUnplanned, findUnrequested } from './soak-invariants.ts';

/** The last of them is a neighbour whose calls hang. */
const USERS = 4;
const CLIENTS_PER_USER = 2;
/** After the last fault everything comes to an end within this: slow calls, retries and takeovers among it. */
const QUIET_MS = 120_000;

/** Jobs go on for so long after the load: what is asked at its very end is not refused as too late. */
const LATEST_ANSWER_MS = 25_000;

export interface SoakResult {
  /** Violations, as sentences. */
  wrong: string[];
  facts: Record<string, unknown>;
}

/** Load and faults at random for so long, then quiet, then the invariant checker. */
export async function soak(stack: Stack, seed: number, ms: number, log: FaultLog): Promise<SoakResult> {
  const random = new Random(seed);
  behave(stack.sink);
  const site = await openSite(stack, log);
  const endAt = Date.now() + ms;
  const nemesis = new Nemesis(stack, site, log, random.fork());
  const { clients, users } = await clientsOf(stack, random, endAt, () => random.pick(site.schedulers).url);
  await Promise.all([nemesis.rage(endAt), ...clients.map((client) => client.work())]);
  log.note('healed');
  const restless = await quiet(stack);
  const jobs = [...new Set(clients.flatMap((client) => client.jobs))];
  const expected = jobs.flatMap(({ id, reckoning }) => reckoning.windows(id));
  const evidence = await stack.evidence({ expected, faultsBetween: log.between, uncounted: true });
  const places = [...site.schedulers, ...site.watchers];
  return {
    wrong: [
      ...restless,
      ...findIdleness(evidence, log.count),
      ...checkInvariants(evidence),
      ...findUnplanned(evidence, jobs),
      ...findUnrequested(
        evidence,
        jobs,
        clients.flatMap(({ runIds }) => runIds),
      ),
      ...places.flatMap(({ misdeeds }) => misdeeds),
      ...users.flatMap(({ surprises }) => surprises),
    ],
    facts: factsOf(evidence, log),
  };
}

async function clientsOf(stack: Stack, random: Random, endAt: number, url: () => string) {
  const { sink } = stack;
  const clients: Client[] = [];
  const users: PersistentUser[] = [];
  for (let i = 0; i < USERS; i += 1) {
    const user = new PersistentUser(await stack.user(url));
    const jobs: KnownJob[] = [];
    const paths = i === USERS - 1 ? NOISY : QUIET;
    users.push(user);
    for (let j = 0; j < CLIENTS_PER_USER; j += 1)
      clients.push(
        new Client(user, jobs, {
          sink,
          paths,
          random: random.fork(),
          endAt,
          jobsEndAt: endAt + LATEST_ANSWER_MS,
        }),
      );
  }
  return { clients, users };
}

/** Nothing is open, and every job has been told; or what is not so when the time is over. */
async function quiet({ db }: Stack): Promise<string[]> {
  const left = async () => ({
    open: await db.runs.countDocuments({ status: { $in: ['PENDING', 'RUNNING'] } }),
    unsettled: await db.runs.countDocuments({ settled: false }),
    held: await db.jobs.countDocuments({ active: { $ne: null } }),
    queued: await db.jobs.countDocuments({ queuedRunId: { $ne: null } }),
    toCome: await db.jobs.countDocuments({ nextRunAt: { $ne: null } }),
    miscounted: await db.jobs.countDocuments({ countsDirty: true }),
  });
  const nothing = { open: 0, unsettled: 0, held: 0, queued: 0, toCome: 0, miscounted: 0 };
  try {
    await until(async () => expect(await left()).toEqual(nothing), QUIET_MS);
    return [];
  } catch {
    return [`not quiet ${QUIET_MS} ms after the last fault: ${JSON.stringify(await left())}`];
  }
}

function factsOf({ runs, effects, expected, promises, jobs }: Evidence, log: FaultLog) {
  const ends: Record<string, number> = {};
  for (const { status, reason } of runs) {
    const end = reason ? `${status}(${reason})` : status;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  const takeovers = runs.filter(({ crashCount }) => crashCount > 0).length;
  const counts = { jobs: jobs.length, windows: expected.length, runs: runs.length, effects: effects.length };
  return { ...counts, promises: promises.length, takeovers, ends, faults: log.count, kinds: log.kinds };
}
