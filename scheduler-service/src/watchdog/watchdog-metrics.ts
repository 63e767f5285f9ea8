import { WATCHDOG_PARTS } from '@punctual/contracts/api/health-contract';
import { Gauge, type Registry } from 'prom-client';
import type { Watchdog } from './watchdog.ts';

/** Measures what the watchdog finds wrong: 1 for each part that is, 0 for the others. */
export function observeWatchdog(registry: Registry, watchdog: Pick<Watchdog, 'open'>): void {
  new Gauge({
    name: 'punctual_watchdog_wrong',
    help: 'Whether the watchdog finds this part wrong: 1 or 0.',
    labelNames: ['part'],
    registers: [registry],
    collect() {
      const open = new Set(watchdog.open.map(({ part }) => part));
      for (const part of WATCHDOG_PARTS) this.set({ part }, open.has(part) ? 1 : 0);
    },
  });
}
