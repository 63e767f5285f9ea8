import { randomUUID } from 'node:crypto';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
import { TASK_TYPES } from '@punctual/contracts/tasks/task';
import { DAY_MS, SECOND_MS } from '@punctual/contracts/time';
import type { Collections } from '@punctual/engine/database/collections';
import type { Id, RunDocument } from '@punctual/engine/database/documents';
import type { Models } from '@punctual/engine/database/models';
import { ProcessStore } from '@punctual/engine/database/process-store';
import { DomainEvents } from '@punctual/engine/events/domain-events';
import { JobLocks } from '@punctual/engine/jobs/job-locks';
import { JobSummaries } from '@punctual/engine/jobs/job-summaries';
import { Materialiser } from '@punctual/engine/runs/materialiser';
import { Misfires } from '@punctual/engine/runs/misfires';
import { QueuedRuns } from '@punctual/engine/runs/queued-runs';
import { RunRecovery } from '@punctual/engine/runs/run-recovery';
import type { RunTransition } from '@punctual/engine/runs/run-transition';
import { RunTransitions } from '@punctual/engine/runs/run-transitions';
import { isSuspect } from '@punctual/engine/runs/suspects';
import type { Person } from '@punctual/testing/api/person';
import type { TestClock } from '@punctual/testing/api/test-clock';
import { quietLogger } from '@punctual/testing/engine/redis';
import { DispatchPlans } from '../../src/recovery/dispatch-plan.ts';
import { LeaseRecovery } from '../../src/recovery/lease-recovery.ts';
import { WaitingRecovery } from '../../src/recovery/waiting-recovery.ts';
import {
  transitionForAborted,
  transitionForOutcome,
  transitionForStopped,
} from '../../src/work/outcome-transition.ts';
import {
  type Act,
  AHEAD_MS,
  type Change,
  type Load,
  type Period,
  STEP_MS,
  type UnderWay,
  type Working,
} from './acts.ts';

const LEASE_MS = 6 * SECOND_MS;
/** The due dispatcher hands over what is later than this. */
const LATE_MS = 60 * SECOND_MS;
/** Entries that the queue of the rig takes, and runs that its worker may have under way. */
const [ROOM, PLACES] = [1_000, 50];
/** Steps between two looks at the same thing. */
const EVERY = { watched: 3, dispatch: 2, beat: 2, leases: 4 };
/** A job stays disabled for so many steps, and a crash is noticed and made up for within so many. */
const [DISABLED_STEPS, CRASH_STEPS] = [12, 11];

/** The real engine in steps of a second by a clock of its own; it keeps what it did. */
export class Rig {
  readonly #clock: TestClock;
  readonly #user: Person;
  readonly #load: Load;
  readonly #runs: RunTransitions;
  readonly #summaries: JobSummaries;
  readonly #queued: QueuedRuns;
  readonly #processes: ProcessStore;
  readonly #misfires: Misfires;
  readonly #recovery: RunRecovery;
  readonly #materialiser: Materialiser;
  readonly #locks: JobLocks;
  readonly #leases: LeaseRecovery;
  #worker = randomUUID();
  #armed: RunDocument[] = [];
  #queue: RunDocument[] = [];
  #working: Working[] = [];
  #ticks = 0;
  readonly down: Period[] = [];
  readonly disabled: Period[] = [];
  /** The schedules that the job had, each from an instant on. */
  readonly versions: { from: Date; schedule: Schedule }[] = [];
  readonly underWay = new Map<string, UnderWay[]>();
  /** Deaths in quarantine, by run. */
  readonly deaths = new Map<string, number>();

  constructor(clock: TestClock, user: Person, collections: Collections, models: Models, load: Load) {
    this.#clock = clock;
    this.#user = user;
    this.#load = load;
    this.#runs = new RunTransitions(collections, DAY_MS);
    this.#summaries = new JobSummaries(collections);
    this.#queued = new QueuedRuns(collections);
    this.#processes = new ProcessStore(models);
    this.#misfires = new Misfires(collections, this.#runs, this.#summaries, this.#processes);
    this.#recovery = new RunRecovery(collections);
    this.#materialiser = new Materialiser(collections);
    this.#locks = new JobLocks(collections);
    this.#leases = new LeaseRecovery(
      this.#recovery,
      this.#runs,
      this.#summaries,
      this.#queued,
      { enqueue: (runs) => this.#enqueue(runs) },
      new DomainEvents().on('runsReclaimed', (runs) => {
        for (const run of runs) this.#noteEnd(run, clock.now(), true);
      }),
      clock,
      quietLogger,
    );
  }

  /** Reads the schedule that the job has from now on. */
  async noteVersion(): Promise<void> {
    const { body } = await this.#user.get<{ schedule: Schedule }>(`/users/jobs/${this.#load.jobId}`);
    this.versions.push({ from: this.#clock.now(), schedule: body.schedule });
  }

  async act(act: Act): Promise<void> {
    switch (act.kind) {
      case 'work':
        return this.#ticksOn(act.seconds);
      case 'outage':
        return this.#outage(act.seconds, act.isKill, act.meanwhile);
      case 'edit':
        return this.#edit(act.every);
      case 'crash':
        for (let i = 0; i < act.times; i += 1) {
          this.#die();
          await this.#ticksOn(CRASH_STEPS);
        }
        return;
      case 'switch':
        await this.#disable();
        await this.#ticksOn(DISABLED_STEPS);
        return this.#enable();
    }
  }

  async tick(): Promise<void> {
    this.#clock.advance(STEP_MS);
    const now = this.#clock.now();
    const isTurnOf = (every: number) => this.#ticks % every === 0;
    if (isTurnOf(EVERY.watched)) await this.#processes.watched(now);
    this.#giveUpLost(now);
    await this.#watch(now);
    if (isTurnOf(EVERY.dispatch)) await this.#dispatch();
    if (isTurnOf(EVERY.leases)) await this.#leases.step();
    if (isTurnOf(EVERY.beat)) await this.#beat(now);
    await this.#end(now);
    await this.#work(now);
    this.#ticks += 1;
  }

  async #ticksOn(steps: number): Promise<void> {
    for (let i = 0; i < steps; i += 1) await this.tick();
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
    const late = planned.length > 1 ? planned : planned.filter(({ dueAt }) => +now - +dueAt > LATE_MS);
    await this.#recovery.handOver(late);
    this.#queue.push(...due.filter((run) => !late.includes(run)));
  }

  async #dispatch(): Promise<void> {
    const queue = {
      rooms: async () => new Map(TASK_TYPES.map((type) => [type, ROOM])),
      behind: async () => new Map(),
      enqueue: (runs: RunDocument[]) => this.#enqueue(runs),
    };
    const self = { owner: this.#worker, places: new Map() };
    const plans = new DispatchPlans(
      queue,
      this.#recovery,
      this.#processes,
      this.#clock,
      self,
      PLACES,
      () => false,
    );
    await new WaitingRecovery(this.#recovery, this.#misfires, queue, plans, this.#clock).step();
  }

  async #enqueue(runs: RunDocument[]): Promise<boolean> {
    this.#queue.push(...runs.filter((run) => !isSuspect(run)));
    return true;
  }

  async #work(now: Date): Promise<void> {
    const entries = this.#queue;
    this.#queue = [];
    for (const { _id } of entries) await this.#begin(_id, false, now);
    const suspects = await this.#recovery.suspects(now, PLACES);
    for (const { _id } of suspects) await this.#begin(_id, true, now);
  }

  async #begin(id: Id, inQuarantine: boolean, now: Date): Promise<void> {
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    const by = { owner: this.#worker, token: randomUUID(), leaseUntil, inQuarantine };
    const [run] = await this.#runs.start([{ id, queuedAt: inQuarantine ? null : now }], by, now);
    if (!run) return;
    const [lock] = await this.#locks.acquire([run]);
    if (!lock || lock.kind === 'retry') throw new Error('The lock was not decided.');
    if (lock.kind !== 'acquired') return this.#finish([transitionForStopped(run, lock, now)], now);
    this.#working.push({ run, end: now.getTime() + this.#load.lengthMs, leaseUntil });
    const key = id.toHexString();
    this.underWay.set(key, [...(this.underWay.get(key) ?? []), { from: now, to: null, lost: false }]);
  }

  async #end(now: Date): Promise<void> {
    const ended = this.#working.filter(({ end }) => end <= now.getTime());
    await this.#endAs(ended, now, (run) => this.#transition(run, now));
  }

  #transition(run: RunDocument, now: Date): RunTransition {
    const said = { code: 250, error: null, response: 'OK' };
    const isDeath = this.#load.isDeadly && isSuspect(run);
    if (!isDeath) return transitionForOutcome(run, { ...said, kind: 'completed' }, now, 0);
    const key = run._id.toHexString();
    this.deaths.set(key, (this.deaths.get(key) ?? 0) + 1);
    return transitionForOutcome(run, { ...said, kind: 'retry', process: 'died' }, now, 0);
  }

  async #endAs(ended: Working[], now: Date, build: (run: RunDocument) => RunTransition): Promise<void> {
    this.#working = this.#working.filter((one) => !ended.includes(one));
    for (const { run } of ended) this.#noteEnd(run, now, false);
    await this.#finish(
      ended.map(({ run }) => build(run)),
      now,
    );
  }

  #noteEnd({ _id }: RunDocument, at: Date, lost: boolean): void {
    const last = this.underWay.get(_id.toHexString())?.at(-1);
    if (last && !last.to) Object.assign(last, { to: at, lost });
  }

  async #finish(transitions: RunTransition[], now: Date): Promise<void> {
    const ended = await this.#runs.finish(transitions);
    await this.#summaries.summarize(ended, true);
    await this.#enqueue(await this.#queued.release(ended, now));
  }

  /** Renews the leases; what somebody wants to end ends here. */
  async #beat(now: Date): Promise<void> {
    const ids = this.#working.map(({ run }) => run._id);
    if (ids.length === 0) return;
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    const kept = await this.#runs.heartbeat(this.#worker, ids, leaseUntil);
    for (const one of this.#working) one.leaseUntil = leaseUntil;
    for (const { _id, cancelRequested } of kept) {
      if (!cancelRequested) continue;
      const outcome = { kind: 'failed', code: null, error: 'It was ended.', response: null } as const;
      const asked = this.#working.filter(({ run }) => run._id.equals(_id));
      await this.#endAs(asked, now, (run) => transitionForAborted(run, cancelRequested, outcome, now));
    }
  }

  /** A worker that was frozen for longer than its leases writes nothing more of what it had. */
  #giveUpLost(now: Date): void {
    this.#working = this.#working.filter(({ leaseUntil }) => leaseUntil >= now);
  }

  /** The worker dies with all that it has under way, and another one takes its place. */
  #die(): void {
    this.#working = [];
    this.#worker = randomUUID();
  }

  /** Nobody but the API does anything for a while; a kill also empties the timers and the queue. */
  async #outage(seconds: number, isKill: boolean, meanwhile: Change | null): Promise<void> {
    const from = this.#clock.now();
    const until = new Date(from.getTime() + seconds * SECOND_MS);
    const pass = (share: number) => this.#clock.advance(Math.floor(seconds * share) * SECOND_MS);
    if (meanwhile) {
      pass(1 / 3);
      if (meanwhile.kind === 'edit') await this.#edit(meanwhile.every);
      else {
        await this.#disable();
        pass(1 / 3);
        await this.#enable();
      }
    }
    this.#clock.advance(until.getTime() - this.#clock.now().getTime());
    const last = this.down.at(-1);
    if (last && +last.to === +from) last.to = until;
    else this.down.push({ from, to: until });
    if (!isKill) return;
    this.#die();
    [this.#armed, this.#queue] = [[], []];
    await this.#recovery.redispatchAll(until);
  }

  async #disable(): Promise<void> {
    await this.#user.patch(`/users/jobs/${this.#load.jobId}/disable`);
    this.disabled.push({ from: this.#clock.now(), to: new Date(Number.MAX_SAFE_INTEGER) });
  }

  async #enable(): Promise<void> {
    await this.#user.patch(`/users/jobs/${this.#load.jobId}/enable`);
    Object.assign(this.disabled.at(-1) ?? {}, { to: this.#clock.now() });
  }

  async #edit(every: string): Promise<void> {
    const schedule = { kind: 'interval', every };
    await this.#user.patch(`/users/jobs/${this.#load.jobId}`, { schedule });
    await this.noteVersion();
  }
}
