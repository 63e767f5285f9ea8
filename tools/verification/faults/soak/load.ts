import { setTimeout as pause } from 'node:timers/promises';
import type { HttpSink } from '../stack/http-sink.ts';
import { aPlan, type Paths, scheduleOf, someSettings } from './job-drafts.ts';
import type { PersistentUser } from './persistent-user.ts';
import type { Random } from './random.ts';
import { type Plan, Reckoning } from './reckoning.ts';

const ACTIONS = {
  create: 4,
  settings: 3,
  plan: 3,
  switch: 5,
  run: 4,
  cancel: 2,
  rerun: 1,
  remove: 1,
} as const;
/** Between two actions of one client. */
const PAUSE_MS = [50, 600] as const;
const MOST_JOBS = 8;

/** A job as its owner knows it. */
export interface KnownJob {
  id: string;
  reckoning: Reckoning;
  plan: Plan;
  enabled: boolean;
  deleted: boolean;
  /** One request at a time changes it: of two nobody could say which came first. */
  busy: boolean;
}

/** A program that works with the jobs of one user at random, and reckons when each of them has to run. */
export class Client {
  readonly jobs: KnownJob[];
  /** Runs that this client asked for, and that were made. */
  readonly runIds: string[] = [];
  readonly #user: PersistentUser;
  readonly #sink: HttpSink;
  readonly #paths: Paths;
  readonly #random: Random;
  readonly #endAt: number;
  readonly #jobsEndAt: number;

  /** @param jobs shared with the other clients of this user */
  constructor(
    user: PersistentUser,
    jobs: KnownJob[],
    settings: { sink: HttpSink; paths: Paths; random: Random; endAt: number; jobsEndAt: number },
  ) {
    this.#user = user;
    this.jobs = jobs;
    this.#sink = settings.sink;
    this.#paths = settings.paths;
    this.#random = settings.random;
    this.#endAt = settings.endAt;
    this.#jobsEndAt = settings.jobsEndAt;
  }

  async work(): Promise<void> {
    while (Date.now() < this.#endAt) {
      await pause(this.#random.between(...PAUSE_MS));
      await this.#act();
    }
  }

  async #act(): Promise<void> {
    const action = this.#random.weighted(ACTIONS);
    const free = this.jobs.filter(({ busy, deleted }) => !busy && !deleted);
    const [first, ...others] = free;
    if (!first || (action === 'create' && free.length < MOST_JOBS)) return this.#create();
    if (action === 'cancel' || action === 'rerun') return this.#followUp(action);
    const job = this.#random.pick([first, ...others]);
    if (action === 'run') return this.#run(job);
    job.busy = true;
    if (action === 'settings') await this.#edit(job, someSettings(this.#random, this.#sink, this.#paths));
    else if (action === 'plan') await this.#reschedule(job);
    else if (action === 'remove') await this.#remove(job);
    else await this.#switch(job);
    job.busy = false;
  }

  async #create(): Promise<void> {
    const plan = aPlan(this.#random, this.#jobsEndAt);
    const body = {
      name: 'A job',
      ...someSettings(this.#random, this.#sink, this.#paths),
      schedule: scheduleOf(plan),
    };
    const id = await this.#user.once('/users/jobs', [201], body);
    if (!id) return;
    const reckoning = new Reckoning();
    reckoning.propose(plan);
    reckoning.begin(plan, Date.now());
    this.jobs.push({ id, reckoning, plan, enabled: true, deleted: false, busy: false });
  }

  async #edit(job: KnownJob, edit: object): Promise<void> {
    await this.#user.surely({ method: 'PATCH', path: `/users/jobs/${job.id}`, body: edit }, [200]);
  }

  async #reschedule(job: KnownJob): Promise<void> {
    const plan = aPlan(this.#random, this.#jobsEndAt);
    job.reckoning.propose(plan);
    job.reckoning.end(Date.now());
    await this.#edit(job, { schedule: scheduleOf(plan) });
    job.plan = plan;
    if (job.enabled) job.reckoning.begin(plan, Date.now());
  }

  async #switch(job: KnownJob): Promise<void> {
    const enabled = !job.enabled;
    if (!enabled) job.reckoning.end(Date.now());
    const path = `/users/jobs/${job.id}/${enabled ? 'enable' : 'disable'}`;
    await this.#user.surely({ method: 'PATCH', path }, [200]);
    job.enabled = enabled;
    if (enabled) job.reckoning.begin(job.plan, Date.now());
  }

  async #remove(job: KnownJob): Promise<void> {
    job.reckoning.end(Date.now());
    // Gone, if an earlier request did it whose answer was lost.
    await this.#user.surely({ method: 'DELETE', path: `/users/jobs/${job.id}` }, [204, 404]);
    job.deleted = true;
  }

  /** Triggers a run, which is not expected of a job that was disabled or deleted meanwhile. */
  async #run(job: KnownJob): Promise<void> {
    const id = await this.#user.once(`/users/jobs/${job.id}/run`, [202, 404, 409]);
    if (id) this.runIds.push(id);
  }

  async #followUp(action: 'cancel' | 'rerun'): Promise<void> {
    const newest = this.runIds.at(-1);
    if (!newest) return;
    const path = `/users/runs/${newest}/${action}`;
    const id = await (action === 'rerun'
      ? this.#user.once(path, [202, 404, 409])
      : this.#user.surely({ method: 'POST', path }, [200, 202, 404, 409]));
    if (action === 'rerun' && typeof id === 'string') this.runIds.push(id);
  }
}
