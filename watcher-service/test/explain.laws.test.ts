import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import { isOccurrence } from '@punctual/contracts/schedules/next-runs';
import { SECOND_MS } from '@punctual/contracts/time';
import { type Collections, collectionsOf } from '@punctual/engine/database/collections';
import { createModels, type Models } from '@punctual/engine/database/models';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import fc from 'fast-check';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Act, AHEAD_MS, type Change, STEP_MS } from './explain/acts.ts';
import { Rig } from './explain/rig.ts';
import { compare } from './explain/truth.ts';

const BEGIN = new Date('2031-03-03T12:00:00.000Z');
/** More are drawn where a run of the tests asks for them: EXPLAIN_CASES=200. */
const CASES = Number(process.env.EXPLAIN_CASES ?? 1);
const SEED = Number(process.env.EXPLAIN_SEED ?? 7);
const CASE_MS = 90 * SECOND_MS;
const [LEAST_STEPS, MOST_STEPS] = [12, 100];

const clock = new TestClock(BEGIN);
const api = useApi({ clock });
const records = new Records(api);
let connection: Connection;
let [models, collections]: [Models, Collections] = [] as never;
beforeAll(async () => {
  connection = await mongoose.createConnection(api.config.mongo.uri).asPromise();
  [models, collections] = [createModels(connection), collectionsOf(connection)];
});
afterAll(() => connection.close());

const just = <const T>(value: T) => fc.constant(value);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: just('switch') }),
  fc.record({ kind: just('edit'), every: fc.constantFrom('7s', '10s', '15s', '30s') }),
);
const outage = fc.record({
  kind: just('outage'),
  seconds: fc.oneof(fc.integer({ min: 5, max: 60 }), fc.integer({ min: 75, max: 170 })),
  isKill: fc.boolean(),
  meanwhile: fc.option(change, { freq: 3 }),
});
const act: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: fc.record({ kind: just('work'), seconds: fc.integer({ min: 5, max: 40 }) }), weight: 3 },
  { arbitrary: outage, weight: 2 },
  { arbitrary: fc.record({ kind: just('crash'), times: fc.integer({ min: 1, max: 3 }) }), weight: 2 },
  { arbitrary: change, weight: 2 },
);
const acts = fc.array(act, { minLength: 2, maxLength: 4 });
const policies = fc.record({
  misfire: fc.constantFrom('fireOnce', 'skip', 'all'),
  overlap: fc.constantFrom('skip', 'queueOne', 'allow'),
});
const load = fc.record({
  lengthMs: fc.constantFrom(0, 3_000, 14_000),
  isDeadly: fc.boolean(),
});

/**
 * Works on until all that was due by then has ended. What a job with too much to do never comes to still waits; what
 * it has begun ends.
 */
async function settle(rig: Rig): Promise<void> {
  const open = { status: { $in: ['PENDING' as const, 'RUNNING' as const] }, dueAt: { $lte: clock.now() } };
  const isOpen = () => collections.runs.countDocuments(open, { limit: 1 });
  for (let i = 0; i < LEAST_STEPS || (i < MOST_STEPS && (await isOpen()) > 0); i += 1) await rig.tick();
}

/** Lists the occurrences of each schedule while it was in force, and as far ahead as runs are recorded. */
function instantsOf(rig: Rig, until: Date): Date[] {
  const instants: Date[] = [];
  for (let at = +BEGIN + STEP_MS; at <= +until; at += STEP_MS) {
    const isDue = rig.versions.some(
      ({ from, schedule }, i) =>
        at > +from &&
        at <= +(rig.versions[i + 1]?.from ?? until) + AHEAD_MS &&
        isOccurrence(schedule, new Date(at)),
    );
    if (isDue) instants.push(new Date(at));
  }
  return instants;
}

test(
  '"why?" says of every occurrence what happened to it, and no cause that was not',
  async () => {
    await fc.assert(
      fc.asyncProperty(policies, load, acts, async (policy, drawn, script) => {
        clock.advance(BEGIN.getTime() - clock.now().getTime());
        await Promise.all([records.forgetOutages(), collections.runs.deleteMany({})]);
        await connection.collection('jobs').deleteMany({});
        const schedule = { kind: 'interval', every: '10s' };
        const { id } = await created(api.ana, aJob({ schedule, ...policy }));
        const rig = new Rig(clock, api.ana, collections, models, { jobId: id, ...drawn });
        await rig.noteVersion();
        for (const one of [{ kind: 'work', seconds: 12 } as const, ...script]) await rig.act(one);
        const instants = instantsOf(rig, clock.now());
        await settle(rig);
        const told = await Promise.all(
          instants.map((at) => api.ana.get<Explanation>(`/users/jobs/${id}/explain?at=${at.toISOString()}`)),
        );
        for (const [i, at] of instants.entries()) {
          const { status, body } = told[i] as (typeof told)[number];
          expect(status).toBe(200);
          compare(at, body, rig, api.ana.email);
        }
      }),
      { numRuns: CASES, seed: SEED, endOnFailure: true },
    );
  },
  CASES * CASE_MS,
);
