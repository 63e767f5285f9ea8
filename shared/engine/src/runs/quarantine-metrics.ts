import { Counter, Gauge, type Registry } from 'prom-client';
import type { RunRecovery } from './run-recovery.ts';

/** The quarantine of a worker, as its metrics see it. */
export interface QuarantineFigures {
  /** Places that are taken. */
  readonly size: number;
  /** Since the start: processes that died, and runs that were stopped for it. */
  readonly counts: { deaths: number; poisoned: number };
}

/** Shows what waits for a quarantine, what is in that of this process, and what died there. */
export function observeQuarantine(
  registry: Registry,
  quarantine: QuarantineFigures,
  recovery: Pick<RunRecovery, 'countSuspects'>,
): void {
  const registers = [registry];
  new Gauge({
    name: 'punctual_quarantine_waiting',
    help: 'Runs that wait for a quarantine, of all workers.',
    registers,
    async collect() {
      const waiting = await recovery.countSuspects().catch(() => null);
      // Away: no figure is better than an old one.
      if (waiting === null) this.remove();
      else this.set(waiting);
    },
  });
  new Gauge({
    name: 'punctual_quarantine_running',
    help: 'Runs in the quarantine of this worker.',
    registers,
    collect() {
      this.set(quarantine.size);
    },
  });
  const counters = [
    ['deaths', 'punctual_quarantine_deaths_total', 'Processes in quarantine that died under a run.'],
    ['poisoned', 'punctual_quarantine_poisoned_total', 'Runs that were stopped for good (POISON).'],
  ] as const;
  for (const [count, name, help] of counters) {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(quarantine.counts[count]);
      },
    });
  }
}
