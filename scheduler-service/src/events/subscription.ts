import type { Language } from '@punctual/contracts/language';
import type { Id, JobDocument, RunDocument } from '@punctual/engine/database/documents';
import { formatJobVersion } from '../http/etag.ts';
import { presentJob } from '../jobs/job-presenter.ts';
import { presentRun } from '../runs/run-presenter.ts';
import type { Found } from './event-store.ts';
import type { EventName, EventStream } from './event-stream.ts';

/** Bounds the versions that are remembered; what is forgotten may be sent once more. */
const MAX_REMEMBERED = 5_000;

/** Streams of the same jobs and runs: those of one owner, or (null) of all. */
export class Subscription {
  readonly ownerId: Id | null;
  readonly #streams = new Set<EventStream>();
  /** By id, the version that was sent last. */
  readonly #sent = new Map<string, string>();
  /** The jobs that were there at the last poll. */
  #jobs = new Set<string>();

  constructor(ownerId: Id | null) {
    this.ownerId = ownerId;
  }

  get isEmpty(): boolean {
    return this.#streams.size === 0;
  }

  join(stream: EventStream): void {
    this.#streams.add(stream);
  }

  leave(stream: EventStream): void {
    this.#streams.delete(stream);
  }

  end(): void {
    for (const stream of this.#streams) stream.end();
  }

  /** Takes these jobs for known: only what changes from here on is sent. */
  seed(jobs: JobDocument[]): void {
    this.missing(jobs);
    for (const job of jobs) this.#rememberVersion(job._id, formatJobVersion(job));
  }

  /** Keeps the jobs that have not been sent as they are now. */
  unknown(jobs: JobDocument[]): JobDocument[] {
    return jobs.filter((job) => this.#sent.get(job._id.toHexString()) !== formatJobVersion(job));
  }

  /** Lists jobs of the last poll that are not among these, and may be deleted; takes these for those of the last poll. */
  missing(jobs: JobDocument[]): string[] {
    const before = this.#jobs;
    this.#jobs = new Set(jobs.map(({ _id }) => _id.toHexString()));
    return [...before].filter((id) => !this.#jobs.has(id));
  }

  /** Sends the jobs and runs that belong to this subscription and have changed since they were sent. */
  publish({ jobs, runs }: Found): void {
    for (const job of jobs.filter((job) => this.#includes(job)))
      if (this.#rememberVersion(job._id, formatJobVersion(job)))
        this.#send('job', (language) => presentJobEvent(job, language));
    for (const run of runs.filter((run) => this.#includes(run)))
      if (this.#rememberVersion(run._id, computeRunVersion(run))) this.#send('run', () => presentRun(run));
  }

  #includes({ ownerId }: { ownerId: Id }): boolean {
    return this.ownerId === null || this.ownerId.equals(ownerId);
  }

  #rememberVersion(_id: Id, version: string): boolean {
    const id = _id.toHexString();
    if (this.#sent.get(id) === version) return false;
    this.#sent.delete(id);
    this.#sent.set(id, version);
    const [oldest] = this.#sent.keys();
    if (this.#sent.size > MAX_REMEMBERED && oldest !== undefined) this.#sent.delete(oldest);
    return true;
  }

  /** Sends an event to each stream in its language, written once for all that have the same. */
  #send(event: EventName, present: (language: Language) => object): void {
    const written = new Map<Language, string>();
    for (const stream of this.#streams) {
      const text = written.get(stream.language) ?? JSON.stringify(present(stream.language));
      written.set(stream.language, text);
      stream.send(event, text);
    }
  }
}

const computeRunVersion = ({ status, fence, attempt, finishedAt }: RunDocument): string =>
  [status, fence, attempt, finishedAt?.getTime()].join('.');

const presentJobEvent = (job: JobDocument, language: Language) => {
  const version = formatJobVersion(job);
  return job.deletedAt
    ? { id: job._id.toHexString(), version, deleted: true as const }
    : { ...presentJob(job, language), version };
};
