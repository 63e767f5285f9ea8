import { join, resolve } from 'node:path';

/** The root of the repository; the same from src/ (under vitest) and from dist/ (built). */
export const ROOT = resolve(import.meta.dirname, '../../../..');

/**
 * Flags of Node for a service, as in the image: a service makes little garbage that lives long, and a small space
 * for young objects saves about 20 MB at rest.
 */
export const SERVICE_FLAGS = ['--max-semi-space-size=4'];

/** The built entry of a part of the repository, such as 'scheduler-service' or 'tools/embedded-mongo'. */
export const builtEntry = (part: string): string => join(ROOT, part, 'dist', 'main.js');
