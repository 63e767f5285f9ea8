import { withDeadline } from '@punctual/contracts/with-deadline';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';

const CALL_EVERY_MS = 60_000;
const CALL_MS = 10_000;

/**
 * Calls a URL each minute while all is well, so that a monitor outside notices when nothing here can speak any more.
 * @param isWell asked before each call
 */
export function callOutsideMonitor(url: string, isWell: () => boolean, logger: Logger): Loop {
  const trouble = new ErrorThrottle(logger, 'HEARTBEAT_URL could not be called', 'warn');
  return runEvery(
    async () => {
      if (!isWell()) return;
      const response = await withDeadline(CALL_MS, (signal) => fetch(url, { signal }));
      await response.body?.cancel();
      if (!response.ok) throw new Error(`HEARTBEAT_URL answered ${response.status}.`);
    },
    CALL_EVERY_MS,
    trouble,
  );
}
