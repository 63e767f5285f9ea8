import { parseArgs } from 'node:util';
import { SUITES } from './suites/all.ts';
import type { Suite } from './suites/suite.ts';

export interface LoadOptions {
  suites: Suite[];
  /** Duration of each rate of a suite; undefined leaves it to the suite. */
  seconds: number | undefined;
}

export const USAGE = `Usage: npm run test:load -- [--seconds 30] [${SUITES.map(({ name }) => name).join(' | ')} …]
Loads a scheduler-service of its own, and fails on a missed target. On another database: MONGODB_URI=… npm run …`;

/** @throws Error that says what to type */
export function readOptions(args: string[]): LoadOptions {
  const options = { seconds: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
  if (seconds !== undefined && !(seconds >= 1)) throw new Error('--seconds must be 1 or more.');
  const suites = positionals.map(suiteOf);
  return { seconds, suites: suites.length > 0 ? suites : SUITES };
}

function suiteOf(text: string): Suite {
  const suite = SUITES.find(({ name }) => name === text);
  if (!suite) throw new Error(`There is no suite "${text}".`);
  return suite;
}
