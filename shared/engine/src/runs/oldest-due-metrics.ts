import { TASK_TYPES } from '@punctual/contracts/tasks/task';
import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../platform/clock.ts';
import { withTimeout } from '../platform/with-timeout.ts';
import type { RunRecovery } from './run-recovery.ts';

/** Scrapes within this time (ms) get the same figure. */
const KEPT_MS = 5_000;
const DEADLINE_MS = 2_000;

/**
 * Observes how long the oldest run that is due has waited for its start, by kind, from the records of the runs: a run
 * that waits for a place or that the queue has lost is in no queue.
 */
export function observeOldestDue(
  registry: Registry,
  recovery: Pick<RunRecovery, 'oldestDue'>,
  clock: Clock,
): void {
  let readAt = Number.NEGATIVE_INFINITY;
  new Gauge({
    name: 'punctual_oldest_due_seconds',
    help: 'How long the oldest run that is due and not started has waited, by the records in MongoDB.',
    labelNames: ['type'],
    registers: [registry],
    async collect() {
      if (performance.now() - readAt < KEPT_MS) return;
      readAt = performance.now();
      const now = clock.now();
      const oldest = await withTimeout(
        DEADLINE_MS,
        recovery.oldestDue(now, DEADLINE_MS),
        'The database',
      ).catch(() => null);
      // No figure is better than an old one.
      this.reset();
      if (!oldest) return;
      for (const type of TASK_TYPES) {
        const since = oldest.get(type) ?? now;
        this.set({ type }, (now.getTime() - since.getTime()) / 1_000);
      }
    },
  });
}
