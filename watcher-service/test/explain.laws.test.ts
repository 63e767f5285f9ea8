import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import { TASK_TYPES } from '@punctual/contracts/tasks/task';
import { DAY_MS, SECOND_MS } from '@punctual/contracts/time';
import { type Collections, collectionsOf } from '@punctual/engine/database/collections';
import type { RunDocument } from '@punctual/engine/database/documents';
import { createModels, type Models } from '@punctual/engine/database/models';
import { ProcessStore } from '@punctual/engine/database/process-store';
import { JobLocks } from '@punctual/engine/jobs/job-locks';
import { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import { Materialiser } from '@punctual/engine/runs/materialiser';
import { Misfires } from '@punctual/engine/runs/misfires';
import { QueuedRuns } from '@punctual/engine/runs/queued-runs';
import { RunRecovery } from '@punctual/engine/runs/run-recovery';
import type { RunTransition } from '@punctual/engine/runs/run-transition';
import { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { useApi } from '@punctual/testing/api/api';
import { aJob, created } from '@punctual/testing/api/job-drafts';
import { Records } from '@punctual/testing/api/records';
import { TestClock } from '@punctual/testing/api/test-clock';
import { anAttempt, by } from '@punctual/testing/engine/run-engine';
import fc from 'fast-check';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DispatchPlans } from '../src/recovery/dispatch-plan.ts';
import { WaitingRecovery } from '../src/recovery/waiting-recovery.ts';
import { transitionForStopped } from '../src/work/outcome-transition.ts';

const BEGIN = new Date('2031-03-03T12:00:00.000Z');
/** A rig takes a step each second; what is recorded may differ from what it did by this much. */
const STEP_MS = SECOND_MS;
const NEAR_MS = 4 * SECOND_MS;
const AHEAD_MS = 2 * SECOND_MS;
/** A run may have waited so long for the longest one. */
const WAITED_MS = 20 * SECOND_MS;
/** Entries that the queue of the rig takes, and runs that its worker may have under way. */
const [ROOM, PLACES] = [1_000, 50];
/** More are drawn where a run of the tests asks for them: EXPLAIN_CASES=200. */
const CASES = Number(process.env.EXPLAIN_CASES ?? 1);
const CASE_MS = 90 * SECOND_MS;

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

interface Period {
  from: Date;
  to: Date;
}
type Act =
  | { kind: 'work'; seconds: number }
  | { kind: 'outage'; seconds: number; isKill: boolean }
  | { kind: 'switch' };

/** The real engine in steps of a second by a clock of its own; it keeps what it did. */
class Rig {
  readonly #id: string;
  readonly #lengthMs: number;
  readonly #runs = new RunTransitions(collections, DAY_MS);
  readonly #summaries = new JobSummaries(collections);
  readonly #queued = new QueuedRuns(collections);
  readonly #processes = new ProcessStore(models);
  readonly #misfires = new Misfires(collections, this.#runs, this.#summaries, this.#processes);
  readonly #recovery = new RunRecovery(collections);
  readonly #materialiser = new Materialiser(collections);
  #armed: RunDocument[] = [];
  #queue: RunDocument[] = [];
  #running: { run: RunDocument; end: number }[] = [];
  #ticks = 0;
  readonly down: Period[] = [];
  readonly disabled: Period[] = [];
  readonly begun = new Map<string, { at: Date; end: Date }>();

  constructor(id: string, lengthMs: number) {
    this.#id = id;
    this.#lengthMs = lengthMs;
  }

  get isIdle(): boolean {
    return this.#running.length === 0 && this.#queue.length === 0;
  }

  async act(act: Act): Promise<void> {
    if (act.kind === 'outage') return this.#outage(act.seconds, act.isKill);
    if (act.kind === 'switch') return this.#switch();
    for (let i = 0; i < act.seconds; i += 1) await this.tick();
  }

  async tick(): Promise<void> {
    clock.advance(STEP_MS);
    const now = clock.now();
    if (this.#ticks % 3 === 0) await this.#processes.watched(now);
    await this.#watch(now);
    if (this.#ticks % 2 === 0) await this.#recover();
    await this.#end(now);
    await this.#work(now);
    this.#ticks += 1;
  }

  async #watch(now: Date): Promise<void> {
    const until = new Date(now.getTime() + AHEAD_MS);
    const jobs = await this.#materialiser.due(until, 10);
    const { waiting, expired } = await this.#materialiser.materialise(jobs, now, until);
    await this.#misfires.skip(expired, now);
    this.#armed.push(...waiting);
    const due = this.#armed.filter(({ nextAttemptAt }) => nextAttemptAt <= now);
    this.#armed = this.#armed.filter((run) => !due.includes(run));
    // As the due dispatcher: what waited together is left to the judge.
    const planned = due.filter(({ trigger }) => trigger === 'schedule');
    const late = planned.length > 1 ? planned : planned.filter(({ dueAt }) => +now - +dueAt > 60_000);
    await this.#recovery.handOver(late);
    this.#queue.push(...due.filter((run) => !late.includes(run)));
  }

  async #recover(): Promise<void> {
    const queue = {
      rooms: async () => new Map(TASK_TYPES.map((type) => [type, ROOM])),
      enqueue: async (runs: RunDocument[]) => {
        this.#queue.push(...runs);
        return true;
      },
    };
    const self = { owner: 'rig', places: new Map() };
    const plans = new DispatchPlans(queue, this.#recovery, this.#processes, clock, self, PLACES, () => false);
    await new WaitingRecovery(this.#recovery, this.#misfires, queue, plans, clock).step();
  }

  async #work(now: Date): Promise<void> {
    const entries = this.#queue;
    this.#queue = [];
    for (const { _id } of entries) {
      const [run] = await this.#runs.start([{ id: _id, queuedAt: now }], by('rig', now), now);
      if (!run) continue;
      const [lock] = await new JobLocks(collections).acquire([run]);
      if (!lock || lock.kind === 'retry') throw new Error('The lock was not decided.');
      if (lock.kind === 'acquired') {
        const end = new Date(now.getTime() + this.#lengthMs);
        this.#running.push({ run, end: end.getTime() });
        this.begun.set(run._id.toHexString(), { at: now, end });
      } else await this.#finish([transitionForStopped(run, lock, now)], now);
    }
  }

  async #end(now: Date): Promise<void> {
    const ended = this.#running.filter(({ end }) => end <= now.getTime());
    this.#running = this.#running.filter((one) => !ended.includes(one));
    const attempt = anAttempt({ finishedAt: now });
    await this.#finish(
      ended.map(({ run }) => ({ run, change: 'complete', at: now, attempt })),
      now,
    );
  }

  async #finish(transitions: RunTransition[], now: Date): Promise<void> {
    const ended = await this.#runs.finish(transitions);
    await this.#summaries.summarize(ended, true);
    this.#queue.push(...(await this.#queued.release(ended, now)));
  }

  /** Nobody does anything for a while; a kill also empties the timers and the queue. */
  async #outage(seconds: number, isKill: boolean): Promise<void> {
    const from = clock.now();
    // What is under way ends first: the loss of a worker is tried elsewhere.
    for (const one of this.#running) one.end = Math.min(one.end, from.getTime());
    await this.#end(from);
    for (const { run } of this.#running) this.begun.delete(run._id.toHexString());
    clock.advance(seconds * SECOND_MS);
    const last = this.down.at(-1);
    if (last && +last.to === +from) last.to = clock.now();
    else this.down.push({ from, to: clock.now() });
    if (!isKill) return;
    [this.#armed, this.#queue] = [[], []];
    await this.#recovery.redispatchAll(clock.now());
  }

  async #switch(): Promise<void> {
    const from = clock.now();
    await api.ana.patch(`/users/jobs/${this.#id}/disable`);
    for (let i = 0; i < 12; i += 1) await this.tick();
    await api.ana.patch(`/users/jobs/${this.#id}/enable`);
    this.disabled.push({ from, to: clock.now() });
  }
}

const within = (at: Date, { from, to }: Period, near = 0) => +at >= +from - near && +at <= +to + near;
const clockOf = (at: Date) => at.toISOString().slice(11, 19).replace(/:00$/, '');

/** Compares what "why?" says of an instant with what the rig did. */
function check(at: Date, told: Explanation, rig: Rig): void {
  const { verdict, reason, sentence, run, blockedBy, outage } = told;
  const say = `${at.toISOString()}: ${verdict} ${reason}: ${sentence}`;
  const isDown = rig.down.some(({ from, to }) => +at > +from && +at < +to - NEAR_MS);
  if (isDown && verdict !== 'DISABLED') expect(outage, say).not.toBeNull();
  if (outage) {
    expect(
      rig.down.some((one) => within(at, one, NEAR_MS)),
      say,
    ).toBe(true);
    expect(sentence, say).toContain('Punctual was down');
  } else expect(sentence, say).not.toContain('Punctual was down');
  expect(verdict, say).not.toBe('NONE');
  if (verdict === 'COMPLETED') {
    const begun = rig.begun.get(run?.id ?? '');
    expect(sentence, say).toContain(` at ${clockOf(begun?.at ?? at)}`);
  }
  if (reason === 'OVERLAP') {
    const other = rig.begun.get(blockedBy?.id ?? '');
    expect(other && within(at, { from: other.at, to: other.end }), say).toBe(true);
  }
  if (reason === 'MISFIRED') {
    // What waited for its turn when the outage began has not begun either, and is judged with the rest.
    const cause = rig.down.find(({ from, to }) => +at >= +from - WAITED_MS && +at <= +to + NEAR_MS);
    expect(cause && +cause.to - +cause.from, say).toBeGreaterThan(60_000 - 10_000);
  }
  if (reason === 'DISABLED') {
    // What waited is canceled when the job is disabled; what falls due later finds it disabled.
    const disabledAt = told.change && new Date(told.change.at);
    const isSo = (one: Period) =>
      +one.from === Number(disabledAt) && (verdict === 'CANCELED' || within(at, one, AHEAD_MS + STEP_MS));
    expect(rig.disabled.some(isSo), say).toBe(true);
    expect(told.change, say).toMatchObject({ action: 'disable', by: api.ana.email });
  }
}

const acts = fc.array(
  fc.oneof(
    {
      arbitrary: fc.record({ kind: fc.constant('work' as const), seconds: fc.integer({ min: 5, max: 40 }) }),
      weight: 3,
    },
    {
      arbitrary: fc.record({
        kind: fc.constant('outage' as const),
        seconds: fc.oneof(fc.integer({ min: 5, max: 60 }), fc.integer({ min: 75, max: 170 })),
        isKill: fc.boolean(),
      }),
      weight: 2,
    },
    { arbitrary: fc.constant({ kind: 'switch' as const }), weight: 1 },
  ),
  { minLength: 2, maxLength: 4 },
);
const policies = fc.record({
  misfire: fc.constantFrom('fireOnce', 'skip', 'all'),
  overlap: fc.constantFrom('skip', 'queueOne', 'allow'),
  lengthMs: fc.constantFrom(0, 3_000, 14_000),
});

test(
  '"why?" says of every occurrence what happened to it, and no cause that was not',
  async () => {
    await fc.assert(
      fc.asyncProperty(policies, acts, async ({ lengthMs, ...policy }, drawn) => {
        clock.advance(BEGIN.getTime() - clock.now().getTime());
        await Promise.all([records.forgetOutages(), collections.runs.deleteMany({})]);
        await connection.collection('jobs').deleteMany({});
        const schedule = { kind: 'interval', every: '10s' };
        const { id } = await created(api.ana, aJob({ schedule, ...policy }));
        const rig = new Rig(id, lengthMs);
        for (const act of [{ kind: 'work', seconds: 12 } as const, ...drawn]) await rig.act(act);
        const last = clock.now();
        for (let i = 0; i < 12 || (!rig.isIdle && i < 400); i += 1) await rig.tick();
        const instants: Date[] = [];
        for (let at = +BEGIN + 10_000; at <= +last; at += 10_000) instants.push(new Date(at));
        const told = await Promise.all(
          instants.map((at) => api.ana.get<Explanation>(`/users/jobs/${id}/explain?at=${at.toISOString()}`)),
        );
        for (const [i, at] of instants.entries()) check(at, (told[i] as (typeof told)[number]).body, rig);
      }),
      { numRuns: CASES, seed: 7, endOnFailure: true },
    );
  },
  CASES * CASE_MS,
);
