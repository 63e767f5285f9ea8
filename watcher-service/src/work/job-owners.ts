import type { Collections } from '@punctual/engine/database/collections';
import { haveOneOwner } from '@punctual/engine/jobs/job-owners';
import { ErrorThrottle } from '@punctual/engine/platform/error-throttle';
import type { Logger } from '@punctual/engine/platform/logger';
import { type Loop, runEvery } from '@punctual/engine/platform/run-every';

const EVERY_MS = 10_000;

/** Knows whether all jobs are of one owner; until the first answer they are taken not to be. */
export function watchJobOwners(collections: Collections, logger: Logger): Loop & { isOne(): boolean } {
  let isOne = false;
  const look = async () => {
    isOne = await haveOneOwner(collections);
  };
  const trouble = new ErrorThrottle(logger, 'It cannot be read whether the jobs are of one owner');
  const loop = runEvery(look, EVERY_MS, trouble);
  return { isOne: () => isOne, stop: () => loop.stop() };
}
