import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildLintWalls, WALLS_FILE } from './lint-walls.ts';
import { copyInto, plant, ROOT } from './testing/planted.ts';

/** Imports that lint has to refuse, by the file that has them. */
const REFUSED = {
  'shared/contracts/src/api/job.ts': '@punctual/engine/platform/clock',
  'shared/engine/src/runs/run.ts': '@punctual/scheduler-service/config',
  'shared/engine/src/runs/late.ts': '@punctual/testing/api/api',
  'watcher-service/src/watch/watch.ts': '@punctual/scheduler-service/config',
  'scheduler-service/src/jobs/run.ts': '@punctual/watcher-service/config',
  'scheduler-service/src/jobs/path.ts': '../../../shared/engine/src/platform/clock.ts',
  'admin-panel/src/lib/api/call.ts': '@punctual/engine/platform/clock',
  'scheduler-service/src/http/route.ts': '../jobs/job.ts',
  'scheduler-service/src/accounts/api-keys/key.ts': '../../events/hub.ts',
  'admin-panel/src/features/auth/form.tsx': '../overview/chart.tsx',
  'admin-panel/src/lib/time/clock.ts': '../../components/instant.tsx',
} as const;

const ALLOWED = {
  'shared/engine/src/runs/due.ts': '@punctual/contracts/runs/run',
  'shared/engine/src/runs/due.test.ts': '@punctual/testing/api/api',
  'scheduler-service/src/events/hub.ts': '../http/caller.ts',
  'admin-panel/src/features/admin/jobs.tsx': '../jobs/list.tsx',
} as const;

interface Report {
  diagnostics: { category: string; location: { path: string | { file: string } } }[];
}

/** The rules of this repository, with what they refer to. */
const RULES = ['biome.json', '.gitignore', WALLS_FILE, 'tools/architecture/held-timers.grit'];

/** Lints a planted repository with the rules of this one; returns the files that break each rule. */
function lint(files: Record<string, string>): Record<string, string[]> {
  const root = plant(files);
  copyInto(root, RULES);
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/biome'), args, { cwd: root, encoding: 'utf8' });
  const { diagnostics }: Report = JSON.parse(stdout);
  const broken: Record<string, string[]> = {};
  for (const { category, location } of diagnostics) {
    const path = typeof location.path === 'string' ? location.path : location.path.file;
    broken[category] = [...(broken[category] ?? []), path];
  }
  return broken;
}

const importing = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, specifier]) => [path, `import '${specifier}';\n`]));

it('lint walls: each import against the rules is shown, and none that they allow', () => {
  const { 'lint/style/noRestrictedImports': broken = [] } = lint(importing({ ...REFUSED, ...ALLOWED }));
  expect([...new Set(broken)].sort()).toEqual(Object.keys(REFUSED).sort());
}, 120_000);

it('lint walls: a cycle of types is shown at both of its ends', () => {
  const { 'lint/suspicious/noImportCycles': broken = [] } = lint({
    'shared/engine/src/a.ts': "import type { B } from './b.ts';\n\nexport type A = B | 1;\n",
    'shared/engine/src/b.ts': "import type { A } from './a.ts';\n\nexport type B = A | 2;\n",
  });
  expect(broken.sort()).toEqual(['shared/engine/src/a.ts', 'shared/engine/src/b.ts']);
}, 120_000);

it('lint walls: a timer that nothing holds is shown', () => {
  const timer = (name: string) => `export const signal = AbortSignal.${name};\n`;
  const { plugin: broken = [] } = lint({ 'a.ts': timer('timeout(5)'), 'b.ts': timer('any([])') });
  expect(broken.sort()).toEqual(['a.ts', 'b.ts']);
}, 120_000);

it('lint walls: the file of rules that lint reads is what the rules say', () => {
  expect(JSON.parse(readFileSync(join(ROOT, WALLS_FILE), 'utf8'))).toEqual(buildLintWalls());
});
