import { hostname } from 'node:os';
import type { ProcessParts } from '@punctual/engine/database/documents';
import { BEAT_MS, type ProcessStore } from '@punctual/engine/database/process-store';
import { type Clock, systemClock } from '@punctual/engine/platform/clock';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';
import { VERSION } from '@punctual/engine/platform/version';

/** The description of a process in its heartbeat. */
export interface Self {
  _id: string;
  service: string;
  roles: string[];
  running(): number;
  /** Looks at the parts that the process needs. */
  parts(): Promise<ProcessParts>;
}

/** Records every few seconds that this process is there, and at its end that it is not. */
export async function startHeartbeat(
  processes: ProcessStore,
  clock: Clock,
  logger: Logger,
  { running, parts, ...self }: Self,
): Promise<Loop> {
  const where = { host: hostname(), pid: process.pid, version: VERSION };
  const facts = { ...self, ...where, startedAt: clock.now() };
  const beat = async () => {
    // Asked first: it may take a second, and the beat says when the process was alive.
    const found = await parts();
    const beatAt = clock.now();
    const clockOffMs = systemClock.now().getTime() - beatAt.getTime();
    await processes.beat({ ...facts, beatAt, running: running(), parts: found, clockOffMs });
  };
  await beat();
  const trouble = new ErrorThrottle(logger, 'This process could not say that it is there', 'warn');
  const loop = runEvery(beat, BEAT_MS, trouble);
  return {
    async stop() {
      await loop.stop();
      await processes.leave(self._id);
    },
  };
}
