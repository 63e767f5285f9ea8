import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiAnswer, ApiUser } from '../api-user.ts';
import type { HttpSink } from '../effects.ts';
import { aPlan, scheduleOf, someSettings } from './job-drafts.ts';
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
const ASK_AGAIN_MS = 300;
const MOST_JOBS = 8;

/** Somebody else is at it: to be asked again. */
const MEANWHILE: ReadonlySet<string> = new Set(['IDEMPOTENCY_KEY_IN_USE', 'CHANGED_MEANWHILE']);

interface Request {
  method: 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: object | undefined;
  headers?: Record<string, string>;
}

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
  /** Answers that the contract does not know. */
  readonly surprises: string[] = [];
  /** Runs that this client asked for, and that were made. */
  readonly runIds: string[] = [];
  readonly #user: ApiUser;
  readonly #sink: HttpSink;
  readonly #random: Random;
  readonly #endAt: number;

  /** @param jobs shared with the other clients of this user */
  constructor(user: ApiUser, jobs: KnownJob[], settings: { sink: HttpSink; random: Random; endAt: number }) {
    this.#user = user;
    this.jobs = jobs;
    this.#sink = settings.sink;
    this.#random = settings.random;
    this.#endAt = settings.endAt;
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
    if (action === 'settings') await this.#edit(job, someSettings(this.#random, this.#sink));
    else if (action === 'plan') await this.#reschedule(job);
    else if (action === 'remove') await this.#remove(job);
    else await this.#switch(job);
    job.busy = false;
  }

  async #create(): Promise<void> {
    const plan = aPlan(this.#random, this.#endAt);
    const body = { name: 'A job', ...someSettings(this.#random, this.#sink), schedule: scheduleOf(plan) };
    const id = await this.#once('/users/jobs', [201], body);
    if (!id) return;
    const reckoning = new Reckoning();
    reckoning.propose(plan);
    reckoning.begin(plan, Date.now());
    this.jobs.push({ id, reckoning, plan, enabled: true, deleted: false, busy: false });
  }

  async #edit(job: KnownJob, edit: object): Promise<void> {
    await this.#surely({ method: 'PATCH', path: `/users/jobs/${job.id}`, body: edit }, [200]);
  }

  async #reschedule(job: KnownJob): Promise<void> {
    const plan = aPlan(this.#random, this.#endAt);
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
    await this.#surely({ method: 'PATCH', path }, [200]);
    job.enabled = enabled;
    if (enabled) job.reckoning.begin(job.plan, Date.now());
  }

  async #remove(job: KnownJob): Promise<void> {
    job.reckoning.end(Date.now());
    // Gone, if an earlier request did it whose answer was lost.
    await this.#surely({ method: 'DELETE', path: `/users/jobs/${job.id}` }, [204, 404]);
    job.deleted = true;
  }

  /** What was disabled or deleted meanwhile is not run. */
  async #run(job: KnownJob): Promise<void> {
    const id = await this.#once(`/users/jobs/${job.id}/run`, [202, 404, 409]);
    if (id) this.runIds.push(id);
  }

  async #followUp(action: 'cancel' | 'rerun'): Promise<void> {
    const newest = this.runIds.at(-1);
    if (!newest) return;
    const path = `/users/runs/${newest}/${action}`;
    const id = await (action === 'rerun'
      ? this.#once(path, [202, 404, 409])
      : this.#surely({ method: 'POST', path }, [200, 202, 404, 409]));
    if (action === 'rerun' && typeof id === 'string') this.runIds.push(id);
  }

  /** Makes something, once, however often it has to be asked; what it is called if it was made. */
  async #once(path: string, ends: number[], body?: object): Promise<string | undefined> {
    const headers = { 'idempotency-key': randomUUID() };
    const answer = await this.#surely({ method: 'POST', path, body, headers }, ends);
    return answer.status < 300 ? answer.body.id : undefined;
  }

  /** Asks until it is known how it ended: it may be asked any number of times. */
  async #surely(request: Request, ends: number[]): Promise<ApiAnswer> {
    for (;;) {
      const answer = await this.#ask(request);
      const code = answer?.body.error?.code ?? '';
      if (answer && ends.includes(answer.status) && !MEANWHILE.has(code)) return answer;
      if (answer && !MEANWHILE.has(code)) {
        this.surprises.push(`the API answered ${answer.status}: ${JSON.stringify(answer.body)}`);
        return answer;
      }
      await pause(ASK_AGAIN_MS);
    }
  }

  /** Null: no answer came, or the API said that it could not just now; it may have been done or not. */
  async #ask({ method, path, body, headers }: Request): Promise<ApiAnswer | null> {
    try {
      const answer = await this.#user.ask(method, path, body, headers);
      if (answer.status === 401) await this.#user.login();
      return answer.status === 503 || answer.status === 401 ? null : answer;
    } catch (error) {
      if (isLost(error)) return null;
      throw error;
    }
  }
}

/** What fetch throws when a connection fails, or is given up. */
const isLost = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError');
