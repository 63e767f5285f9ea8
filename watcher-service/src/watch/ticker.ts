import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { schedule } from 'node-cron';

const EVERY_SECOND = '* * * * * *';

export interface Ticker {
  /** Ends the ticking; resolves when a step under way has finished. */
  stop(): Promise<void>;
}

/** Calls `step` each second, never while the one before is still going. */
export function startTicker(step: () => Promise<unknown>, logger: Logger): Ticker {
  let current: Promise<unknown> = Promise.resolve();
  let busy = false;
  const trouble = new ErrorThrottle(logger, 'A look at the due jobs failed; the next is in a second');
  const tick = () => {
    if (busy) return;
    busy = true;
    current = step()
      .then(
        () => trouble.isOver(),
        (error) => trouble.is(error),
      )
      .finally(() => {
        busy = false;
      });
  };
  const task = schedule(EVERY_SECOND, tick, { suppressMissedWarning: true });
  return {
    async stop() {
      await task.destroy();
      await current;
    },
  };
}
