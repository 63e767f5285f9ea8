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
