import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bin, quietly, ROOT, runToEnd } from './processes.mjs';
import { foldersIn, step, unlessUnchanged } from './step.mjs';

const PACKAGES = [
  '.',
  ...foldersIn('shared'),
  'scheduler-service',
  'watcher-service',
  'admin-panel',
  ...foldersIn('tools'),
];

/** Everything that `tsc -b` does not compile: tests, tools and configuration, of the panel and of the rest. */
const TEST_PROJECTS = ['tsconfig.test.json', 'admin-panel/tsconfig.test.json'];

export async function install() {
  const inputs = [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...PACKAGES.map((name) => join(name, 'package.json')),
  ];
  const output = 'node_modules/.modules.yaml';
  await unlessUnchanged('install', { inputs, output }, 'Installing packages', () =>
    // CI: pnpm must not ask anything; --prefer-offline: what is in its store is not asked for again.
    quietly('npx', ['-y', 'pnpm@12', 'install', '--frozen-lockfile', '--prefer-offline'], {
      CI: 'true',
      npm_config_loglevel: 'error',
      npm_config_update_notifier: 'false',
    }),
  );
}

export async function compile() {
  await step('Compiling', () => quietly(bin('tsc'), ['-b']));
}

export async function buildPanel() {
  if (!existsSync('admin-panel/src/main.tsx')) return;
  const folder = join(ROOT, 'admin-panel');
  const files = {
    inputs: ['admin-panel', 'shared/contracts/src', 'pnpm-lock.yaml'],
    output: 'admin-panel/dist/index.html',
  };
  await unlessUnchanged('panel', files, 'Building the panel', async () => {
    await quietly(join(folder, 'node_modules', '.bin', 'vite'), ['build'], {}, folder);
    // A first visit has a budget: without one, what it loads grows unseen.
    await quietly(process.execPath, ['tools/check-sizes.mjs'], {}, folder);
  });
}

export async function build() {
  await compile();
  await buildPanel();
}

export async function typecheck() {
  await compile();
  await step('Checking the types of tests and tools', async () => {
    for (const project of TEST_PROJECTS) await quietly(bin('tsc'), ['-p', project]);
  });
}

/**
 * Brings servers and browsers that tests need, where the machine has none.
 * @param {string[]} names
 */
export const ensureTools = (...names) =>
  runToEnd(process.execPath, ['tools/start/dist/ensure-tools.js', ...names]);

/**
 * Runs a program of this repository, built first.
 * @param {string} path
 * @param {string[]} args
 */
export async function program(path, args) {
  await compile();
  await runToEnd(process.execPath, [path, ...args]);
}
