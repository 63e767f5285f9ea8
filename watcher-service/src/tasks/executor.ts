import type { CallTimings } from '@punctual/contracts/runs/run';
import type { Task, TaskType } from '@punctual/contracts/tasks/task';
import type { PlaceholderFacts } from './placeholders/placeholder-facts.ts';
import type { Resources } from './resources.ts';

/** Everything that an executor gets besides the task itself. */
export interface ExecutionContext {
  /** Aborted when the time is up, when an abort is requested, or when the run is no longer ours. */
  signal: AbortSignal;
  /** Takes every connection that the executor opens: none outlives the attempt. */
  resources: Resources;
  /** A key that every attempt at one run has, so that the other side can recognize a repetition. */
  idempotencyKey: string;
  attempt: number;
  /** The owner of the run: its secrets open for no other. */
  ownerId: string;
  /** The facts of the run and its job that placeholders may name; absent for a task that has none. */
  facts?: PlaceholderFacts;
}

/** The end of an attempt. `retry` means: not now, but another attempt may succeed. */
export interface Outcome {
  kind: 'completed' | 'failed' | 'retry';
  code: string | number | null;
  error: string | null;
  /** An excerpt of what the other side said. */
  response: string | null;
  /** Present for a call over HTTP: the steps that it came to. */
  timings?: CallTimings;
  /** Tells the operator more, such as addresses inside the network: it is logged and not stored. */
  detail?: string;
  /** With `retry`: the other side asked not to be tried again sooner. */
  retryAfterMs?: number;
  /** With `retry`: it is certain that nothing was delivered, so that even at-most-once may try again. */
  undelivered?: boolean;
  /** With `retry`: it was not tried, because its host is left alone for a while. That is no attempt. */
  untried?: boolean;
  /** With `retry`: the process of its own that carried it out died, or was killed because it did not end in time. */
  process?: 'died' | 'killed';
  /** For an email: the server answered as one does, whatever it said of the message; or there was none to be had. */
  mailServer?: 'answered' | 'failed';
  /** With `failed`: it was not tried, because a quota is used up. */
  quota?: boolean;
  /** With `failed`: what the job does is gone for good, so that no run of it can succeed any more. */
  disableJob?: boolean;
}

export type TaskOf<T extends TaskType> = Extract<Task, { type: T }>;

/** Carries out one kind of task. It answers an outcome for everything that the other side may do. */
export type Executor<T extends TaskType = TaskType> = (
  task: TaskOf<T>,
  context: ExecutionContext,
) => Promise<Outcome>;

export const completed = (response: string | null, code: string | number | null = null): Outcome => ({
  kind: 'completed',
  code,
  error: null,
  response,
});
