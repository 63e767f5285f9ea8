import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import type { Timed } from '@punctual/engine/platform/metrics';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';
import type { LeaseRecovery } from './lease-recovery.ts';
import type { NextDispatch } from './next-dispatch.ts';
import type { SummaryRecovery } from './summary-recovery.ts';

const WAITING_EVERY_MS = 2_000;
const LOST_EVERY_MS = 5_000;

/** Repeats each step of the recovery at its own pace. */
export function startRecovery(
  waiting: NextDispatch,
  leases: LeaseRecovery,
  summaries: SummaryRecovery,
  timed: Timed,
  logger: Logger,
): Loop {
  const trouble = (what: string) => new ErrorThrottle(logger, `${what} failed; it is tried again`);
  const loops = [
    runEvery(
      () => timed('sweep waiting', () => waiting.step()),
      WAITING_EVERY_MS,
      trouble('Sending what waits'),
    ),
    runEvery(
      () => timed('sweep leases', () => leases.step()),
      LOST_EVERY_MS,
      trouble('Taking over what was lost'),
    ),
    runEvery(() => timed('sweep unsettled', () => summaries.step()), LOST_EVERY_MS, trouble('Settling')),
  ];
  return {
    async stop() {
      await Promise.all([...loops.map((loop) => loop.stop()), waiting.stop()]);
    },
  };
}
