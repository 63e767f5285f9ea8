import { isTerminal, RUN_CHANGES } from '@punctual/contracts/runs/run-status';
import { useDatabase } from '@punctual/testing/engine/database';
import { NOON } from '@punctual/testing/engine/documents';
import { by, ending, LEASE_MS, RunEngine, takeover } from '@punctual/testing/engine/run-engine';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RunDocument } from '../src/database/documents.ts';
import { SUSPECT_CRASHES } from '../src/runs/suspects.ts';

const SEED = Number(process.env.TEST_SEED ?? 20_300_601);
const TIME_MS = 6_000;
const ACTORS = ['ana', 'bob', 'cid'] as const;
type Actor = (typeof ACTORS)[number];

const db = useDatabase();
const engine = new RunEngine(db);

/** The actions of an actor on one run. Each acts on the run as it saw it last, however long ago that was. */
const ACTIONS = {
  look: async (world, actor) => void world.seen.set(actor, await engine.run(world.run)),
  start: (world, actor) => world.start(actor, false),
  startInQuarantine: (world, actor) => world.start(actor, true),
  complete: (world, actor) => world.end(actor, { change: 'complete' }),
  fail: (world, actor) => world.end(actor, { change: 'fail' }),
  retry: (world, actor) => world.end(actor, { change: 'retry', nextAttemptAt: NOON }),
  release: (world, actor) => world.end(actor, { change: 'release', uncounted: true, attempt: null }),
  withdraw: (world, actor) => world.end(actor, { change: 'withdraw', reason: 'DISABLED', attempt: null }),
  takeOver: async (world, actor) => {
    const seen = world.seen.get(actor);
    if (seen) await engine.runs.finish([takeover(seen)]);
  },
  beat: async (world, actor) => {
    const leaseUntil = new Date(NOON.getTime() + LEASE_MS);
    await engine.runs.heartbeat(actor, [world.run._id], leaseUntil);
  },
} satisfies Record<string, (world: World, actor: Actor) => Promise<void>>;

class World {
  readonly seen = new Map<Actor, RunDocument>();
  readonly run: RunDocument;
  /** Fences under which an actor was answered that the run is theirs. */
  readonly starts: number[] = [];

  constructor(run: RunDocument) {
    this.run = run;
  }

  async start(actor: Actor, inQuarantine: boolean): Promise<void> {
    const startable = { id: this.run._id, queuedAt: null };
    const [mine] = await engine.runs.start([startable], { ...by(actor), inQuarantine }, NOON);
    if (!mine) return;
    expect(inQuarantine || mine.crashCount < SUSPECT_CRASHES).toBe(true);
    this.seen.set(actor, mine);
    this.starts.push(mine.fence);
  }

  async end(actor: Actor, more: Parameters<typeof ending>[1]): Promise<void> {
    const seen = this.seen.get(actor);
    if (seen) await engine.runs.finish([ending(seen, more)]);
  }
}

const edges = new Set(Object.values(RUN_CHANGES).map(({ from, to }) => `${from}→${to}`));
const isLegal = (from: string, to: string) => from === to || edges.has(`${from}→${to}`);
/** Two at once may have made two changes, one after the other. */
const isReachable = (from: string, to: string) =>
  isLegal(from, to) || ['PENDING', 'RUNNING'].some((via) => isLegal(from, via) && isLegal(via, to));

function checkChange(before: RunDocument, now: RunDocument): void {
  expect(isReachable(before.status, now.status), `${before.status} → ${now.status}`).toBe(true);
  expect(now.fence).toBeGreaterThanOrEqual(before.fence);
  expect(now.attempts.length).toBeGreaterThanOrEqual(before.attempts.length);
  if (isTerminal(before.status)) expect(now).toEqual(before);
  if (now.status === 'RUNNING') expect(now.leaseUntil).not.toBeNull();
  else expect(now.leaseUntil).toBeNull();
}

const action = fc.record({
  actor: fc.constantFrom(...ACTORS),
  name: fc.constantFrom(...(Object.keys(ACTIONS) as (keyof typeof ACTIONS)[])),
});
/** One after the other, or two at the same time. */
const steps = fc.array(fc.array(action, { minLength: 1, maxLength: 2 }), { minLength: 4, maxLength: 16 });

it('no interleaving of three actors leaves the table, lowers a fence or revives what has ended', async () => {
  let tried = 0;
  const law = fc.asyncProperty(steps, async (interleaving) => {
    const world = new World(await engine.addRun());
    let before = world.run;
    for (const together of interleaving) {
      await Promise.all(together.map(({ actor, name }) => ACTIONS[name](world, actor)));
      const now = await engine.run(world.run);
      checkChange(before, now);
      before = now;
    }
    // No two starts were answered under one fence.
    expect(new Set(world.starts).size).toBe(world.starts.length);
    tried += 1;
  });
  await fc.assert(law, { seed: SEED, numRuns: 150, interruptAfterTimeLimit: TIME_MS });
  expect(tried).toBeGreaterThan(5);
}, 30_000);
