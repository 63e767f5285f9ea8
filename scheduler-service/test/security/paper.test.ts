import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const FOLDERS: Record<string, string> = {
  S: 'scheduler-service/test',
  W: 'watcher-service/test',
  V: 'watcher-service/src',
  C: 'shared/contracts/src',
  E: 'shared/engine/src',
  M: 'tools/mail-catcher/test',
  T: 'shared/engine/test',
  D: 'scheduler-service/src',
  P: 'tools/verification/system-tests/pages',
};

/** The rows of docs/security.md that name a test: what is tried, the file, the title. */
function rows(): [title: string, path: string][] {
  const lines = readFileSync(new URL('docs/security.md', ROOT), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [, folder = '', file = '', title = ''] =
      /\| `([A-Z])\/(\S+\.test\.ts)`\s*\| (.+?)\s*\|$/.exec(line) ?? [];
    return file ? [[title, `${FOLDERS[folder]}/${file}`] as [string, string]] : [];
  });
}

test('there are rows to check', () => {
  expect(rows().length).toBeGreaterThan(50);
});

test.each(rows())('“%s” is a title in %s', (title, path) => {
  const source = readFileSync(new URL(path, ROOT), 'utf8');
  expect(
    source.includes(`'${title}'`) || source.includes(`\`${title}\``) || source.includes(`"${title}"`),
  ).toBe(true);
});
