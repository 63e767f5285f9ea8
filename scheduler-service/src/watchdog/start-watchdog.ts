import type { Models } from '@punctual/engine/database/models';
import { type Clock, systemClock } from '@punctual/engine/platform/clock';
import type { Logger } from '@punctual/engine/platform/logger';
import type { DatabaseStanding } from '@punctual/engine/platform/part-standing';
import type { Releasers } from '@punctual/engine/platform/releasers';
import type { Registry } from 'prom-client';
import type { Parts } from '../overview/parts.ts';
import { FactsReader } from './facts-reader.ts';
import { callOutsideMonitor } from './outside-monitor.ts';
import type { Teller } from './teller.ts';
import { Watchdog } from './watchdog.ts';
import { observeWatchdog } from './watchdog-metrics.ts';
import { WatchdogStore } from './watchdog-store.ts';

interface Needs {
  models: Models;
  parts: Parts;
  teller: Teller;
  database: DatabaseStanding;
  clock: Clock;
  metrics: Registry;
  /** Called while all is well; undefined for none. */
  heartbeatUrl: string | undefined;
  releasers: Releasers;
  logger: Logger;
}

/** Starts the watchdog, and the calls of the monitor elsewhere; both end with what is released. */
export function startWatchdog({ models, parts, teller, database, clock, logger, ...more }: Needs): Watchdog {
  const facts = new FactsReader(models, parts, (now) => systemClock.now().getTime() - now.getTime());
  const watchdog = new Watchdog(facts, new WatchdogStore(models), teller, database, clock, logger);
  observeWatchdog(more.metrics, watchdog);
  watchdog.start();
  more.releasers.add('watchdog', () => watchdog.stop());
  if (more.heartbeatUrl) {
    const calls = callOutsideMonitor(more.heartbeatUrl, () => watchdog.isWell, logger);
    more.releasers.add('calls of the outside monitor', () => calls.stop());
  }
  return watchdog;
}
