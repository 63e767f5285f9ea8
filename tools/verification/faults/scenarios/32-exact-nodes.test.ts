import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** On 20.19 to 22.12 a timer that nothing holds is lost when the garbage is collected. */
const NODES = ['20.19.0', '22.12.0', '22', '24', '26'];
const TESTS = [
  ['unit', 'watcher-service/src/work/attempts.test.ts'],
  ['service', 'watcher-service/test/places-given-back.test.ts'],
] as const;
const LONG_MS = 240_000;
const ROOT = join(import.meta.dirname, '../../../..');
const VITEST = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

/** The environment without what this run of tests has put into it. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));

describe.each(NODES)('on Node %s', (version) => {
  it.each(TESTS)(
    'a place is given back at the deadline, whatever the peer does (%s)',
    {
      timeout: LONG_MS,
    },
    async (project, file) => {
      const args = ['-y', `node@${version}`, VITEST, 'run', '--project', project, file];
      const { stdout } = await promisify(execFile)('npx', args, { cwd: ROOT, env });
      expect(stdout).toMatch(/Tests .*passed/);
    },
  );
});
