import type { Logger } from './logger.ts';
import { Releasers } from './releasers.ts';

/**
 * Starts the parts of a service, and adds the `stop` that releases them in the opposite order. A start that fails
 * releases what it has opened.
 * @param start adds a releaser for each part that it opens
 * @throws the error of the start; `stop` throws the first error of a part, after all have been released
 */
export async function startParts<T extends object>(
  logger: Logger,
  start: (releasers: Releasers) => Promise<T>,
): Promise<T & { stop(): Promise<void> }> {
  const errors: unknown[] = [];
  const releasers = new Releasers((err, part) => {
    logger.error({ err, part }, 'A part of the service did not stop cleanly');
    errors.push(err);
  });
  const stop = async () => {
    await releasers.releaseAll();
    if (errors.length > 0) throw errors[0];
    logger.info('stopped');
  };
  try {
    return { ...(await start(releasers)), stop };
  } catch (error) {
    await releasers.releaseAll();
    throw error;
  }
}
