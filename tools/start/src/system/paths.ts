import { join, resolve } from 'node:path';

/** The root of the repository; the same from src/ (under vitest) and from dist/ (built). */
export const ROOT = resolve(import.meta.dirname, '../../../..');

/**
 * Flags of Node for each service, as in the image. The API makes little garbage, and a small space for young objects
 * saves about 20 MB at rest. The watcher handles runs by the hundred: in a small space they live long enough to be copied
 * again and again.
 */
export const SERVICE_FLAGS = {
  'scheduler-service': ['--max-semi-space-size=4'],
  'watcher-service': ['--max-semi-space-size=16'],
} as const;

/** The built entry of a part of the repository, such as 'scheduler-service' or 'tools/embedded-mongo'. */
export const builtEntry = (part: string): string => join(ROOT, part, 'dist', 'main.js');
