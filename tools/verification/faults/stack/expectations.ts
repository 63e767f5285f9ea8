import type { JobDocument } from '@punctual/engine/database/documents';
import { aJob, every, once } from '@punctual/testing/engine/documents';
import type { Window } from '../invariants/evidence.ts';

const SHARDS = 64;
/** Watchers hold shards that are neighbours: jobs are spread over all of them. */
const SHARD_STEP = 23;

/** The jobs of a test, and the windows in which each has to run by the test's own reckoning. */
export class Expectations {
  readonly #target: () => string;
  #windows: Window[] = [];
  #shard = 0;

  /** @param target the address that jobs call */
  constructor(target: () => string) {
    this.#target = target;
  }

  get windows(): readonly Window[] {
    return this.#windows;
  }

  /** A job that calls the sink; a failure is tried again soon. */
  job(more: Partial<JobDocument> = {}): JobDocument {
    this.#shard = (this.#shard + SHARD_STEP) % SHARDS;
    const task = { type: 'http', url: this.#target(), method: 'POST', expectStatus: '2xx' };
    return aJob({
      task: task as JobDocument['task'],
      retry: { attempts: 5, backoff: 'fixed', delayMs: 500, maxAgeMs: 86_400_000 },
      shard: this.#shard,
      ...more,
    });
  }

  /** Jobs due once, all at this instant. */
  due(count: number, when: Date, more: Partial<JobDocument> = {}): JobDocument[] {
    const schedule = once(when);
    const jobs = Array.from({ length: count }, () => this.job({ schedule, ...more }));
    for (const job of jobs) this.add(job._id.toHexString(), when);
    return jobs;
  }

  /** A job due so many times, each so many seconds, from this instant on. */
  recurring(times: number, seconds: number, first: Date, more: Partial<JobDocument> = {}): JobDocument {
    const last = new Date(first.getTime() + (times - 1) * seconds * 1_000);
    const schedule = every(seconds, first, { endAt: last.toISOString() });
    const job = this.job({ schedule, ...more });
    for (let i = 0; i < times; i += 1)
      this.add(job._id.toHexString(), new Date(first.getTime() + i * seconds * 1_000), seconds * 1_000);
    return job;
  }

  add(jobId: string, at: Date, everyMs?: number): void {
    this.#windows.push({ jobId, at, ...(everyMs ? { everyMs } : {}) });
  }

  forget(): void {
    this.#windows = [];
  }
}
