import { join, resolve } from 'node:path';

/** The root of the repository; the same from src/ (under vitest) and from dist/ (built). */
export const ROOT = resolve(import.meta.dirname, '../../../..');

/** The built entry of a part of the repository, such as 'scheduler-service' or 'tools/embedded-mongo'. */
export const builtEntry = (part: string): string => join(ROOT, part, 'dist', 'main.js');
