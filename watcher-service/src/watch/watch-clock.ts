import type { Logger } from '@punctual/shared/platform/logger';
import { schedule } from 'node-cron';

const EVERY_SECOND = '* * * * * *';

export interface Ticking {
  /** Ends the ticking; resolves when a step under way has finished. */
  stop(): Promise<void>;
}

/** Calls `step` each second, never while the one before is still going. */
export function eachSecond(step: () => Promise<unknown>, logger: Logger): Ticking {
  let current: Promise<unknown> = Promise.resolve();
  let busy = false;
  const tick = () => {
    if (busy) return;
    busy = true;
    current = step()
      .catch((err) => logger.error({ err }, 'A look at the due jobs failed; the next is in a second'))
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
