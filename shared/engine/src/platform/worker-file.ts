import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Finds the compiled file of a worker thread. Tests run from the sources, which Node 20 cannot load in a thread, and take
 * the build's.
 * @param beside the file beside the module that asks, where that is compiled itself
 * @param built the file in the build, as it is seen from the sources
 */
export const findWorkerFile = (beside: URL, built: URL): string =>
  fileURLToPath(existsSync(beside) ? beside : built);
