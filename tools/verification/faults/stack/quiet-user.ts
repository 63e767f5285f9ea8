import type { Id, RunDocument } from '@punctual/engine/database/documents';
import { Types } from 'mongoose';
import { expect } from 'vitest';
import type { RunRecorder } from './run-recorder.ts';
import { inSeconds, until } from './waiting.ts';

const JOBS = 50;
/** Each job is due so many times, so many seconds apart; all of them are spread evenly over those. */
const TIMES = 4;
const EVERY_S = 3;
/** Jobs are made this long before the first is due (s): more than a watcher looks ahead. */
const LEAD_S = 4;
const PATIENCE_MS = 90_000;
const PATH = '/quiet';

/** Lateness of the runs of a user (ms), and how many had which status. */
export interface Served {
  p99: number;
  /** From the due instant to the call that the target saw. */
  callP99: number;
  statuses: Record<string, number>;
}

export const ALL_COMPLETED = { COMPLETED: JOBS * TIMES };

/** A user with fifty jobs that call a quick target each few seconds. */
export class QuietUser {
  readonly ownerId: Id = new Types.ObjectId();
  readonly #stack: RunRecorder;

  constructor(stack: RunRecorder) {
    this.#stack = stack;
  }

  /** Has each job run several times, from some seconds from now on, and tells how they were served. */
  async serve(): Promise<Served> {
    const first = inSeconds(LEAD_S).getTime();
    const jobs = Array.from({ length: JOBS }, (_, i) =>
      this.#stack.recurring(TIMES, EVERY_S, new Date(first + (i * EVERY_S * 1_000) / JOBS), {
        ownerId: this.ownerId,
        task: { type: 'http', url: this.#stack.sink.url(PATH), method: 'POST', expectStatus: '2xx' },
      }),
    );
    const ids = (await Promise.all(jobs)).map(({ _id }) => _id);
    const ended = { jobId: { $in: ids }, finishedAt: { $ne: null } };
    await until(
      async () => expect(await this.#stack.db.runs.countDocuments(ended)).toBe(JOBS * TIMES),
      PATIENCE_MS,
    );
    return this.#judge(await this.#stack.db.runs.find({ jobId: { $in: ids } }).toArray());
  }

  #judge(runs: RunDocument[]): Served {
    const calls = new Map(this.#stack.sink.effects.map(({ runId, at }) => [runId, at.getTime()]));
    const called = ({ _id, dueAt }: RunDocument) =>
      (calls.get(_id.toHexString()) ?? Infinity) - dueAt.getTime();
    const statuses: Record<string, number> = {};
    for (const { status } of runs) statuses[status] = (statuses[status] ?? 0) + 1;
    return {
      p99: p99(runs.map(({ lateness }) => lateness ?? Infinity)),
      callP99: p99(runs.map(called)),
      statuses,
    };
  }
}

const p99 = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? Infinity;
