import type { Task } from '@punctual/contracts/tasks/task';
import { systemClock } from '@punctual/engine/platform/clock';
import type { RunTransition } from '@punctual/engine/runs/run-transition';
import type { Registry } from '@punctual/watcher-service/tasks/registry';
import { Attempts } from '@punctual/watcher-service/work/attempts';
import { expect } from 'vitest';
import { aJob, aRun } from '../engine/documents.ts';
import { HeldTimeouts } from './held-timeouts.ts';

/** An attempt under way, whose time passes when the test says so. */
export interface AttemptUnderWay {
  /** Resolves when the worker has its place back. */
  ended: Promise<RunTransition | null>;
  passDeadline(): void;
}

/** Begins an attempt at a task as a worker does, without a database. */
export function beginAttempt(
  { execute }: Pick<Registry, 'execute'>,
  task: Task,
  delivery: 'at-least-once' | 'at-most-once' = 'at-least-once',
): AttemptUnderWay {
  const timeouts = new HeldTimeouts();
  const timeoutMs = timeouts.create();
  const run = aRun(aJob({ task, timeoutMs, delivery }), {
    status: 'RUNNING',
    attempt: 1,
    attemptStartedAt: new Date(),
    dueAt: new Date(),
  });
  const overdue = { add: () => {}, cannotEnd: () => expect.unreachable('It cannot be ended.') };
  const batches = { beginEffect: async () => true };
  const attempts = new Attempts({ execute }, batches, overdue, systemClock, timeouts.timer);
  const unheard = () => new AbortController().signal;
  const started = { run, lock: { kind: 'acquired' } as const, lost: unheard(), abortRequested: unheard() };
  return { ended: attempts.carryOut(started, unheard()), passDeadline: () => timeouts.pass(timeoutMs) };
}
