import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

/** Fixed by the images: where a container listens, and where its files lie. */
const FIXED = new Set(['HOST', 'PORT', 'SCHEDULER_PORT', 'WATCHER_PORT', 'PANEL_DIR']);

/** The settings of the table of docs/settings.md. */
const settings = read('docs/settings.md')
  .split('\n')
  .flatMap((line) => /^\| (`[^|]*`) +\| [SW ]+\|/.exec(line)?.[1] ?? [])
  .flatMap((names) => names.match(/[A-Z][A-Z0-9_]+/g) ?? []);

test('there are settings to check', () => {
  expect(settings.length).toBeGreaterThan(40);
});

test.each(settings.filter((name) => !FIXED.has(name)))(
  'docker-compose.yml passes on %s: set in .env and not heeded, a protection would be open',
  (name) => {
    expect(read('docker-compose.yml')).toMatch(new RegExp(`^ +${name}: \\$\\{${name}:[-?]`, 'm'));
  },
);

const services = read('docker-compose.yml')
  .split(/^services:$/m)[1]
  ?.split(/^networks:$/m)[0]
  ?.split(/^(?= {2}[\w-]+:$)/m)
  .filter((text) => /^ {2}[\w-]+:$/m.test(text)) as string[];

test.each(services.map((text) => [/([\w-]+):/.exec(text)?.[1], text]))(
  'a container of %s may use so much memory, so many processes, and no right of root; its files stay as they are',
  (_name, text) => {
    const common = read('docker-compose.yml')
      .split(/^x-process: &process$/m)[1]
      ?.split(/^$/m)[0];
    expect(text).toContain('<<: *process');
    for (const bound of ['mem_limit: ', 'pids_limit: ', 'cap_drop:\n    - ALL', 'read_only: true'])
      expect(common).toContain(bound);
    expect(text).not.toMatch(/read_only: false|privileged|cap_add/);
  },
);
