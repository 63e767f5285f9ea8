import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportGraph } from '../import-graph.ts';
import { ALLOWED, PACKAGES } from '../rules.ts';
import type { Section } from '../section.ts';
import { packageOf } from './packages.ts';

interface KnipReport {
  issues: { file: string; files?: Named[]; exports?: Named[]; types?: Named[] }[];
}

interface Named {
  name: string;
  line?: number;
}

const CONFIG = 'tools/architecture/knip.json';
const KNIP = join(import.meta.dirname, '../../node_modules/.bin/knip');

/** Checks that each file, exported symbol and entry of an exports map is imported somewhere, by a test at least. */
export function checkUnusedExports(root: string, graph: ImportGraph): Section {
  return {
    title: 'Files, exported symbols and entries of exports maps that nothing imports',
    facts: ['symbols and files by knip; a symbol that only its own file uses needs no export'],
    violations: [...unusedEntries(root, graph), ...unusedSymbols(root)],
    allowed: ALLOWED.exports,
  };
}

function unusedEntries(root: string, { imports }: ImportGraph): string[] {
  const used = new Set<string>();
  for (const [path, list] of imports) {
    for (const { specifier } of list) if (specifier.split('/')[1] !== packageOf(path)) used.add(specifier);
  }
  return Object.entries(PACKAGES).flatMap(([name, { folder }]) => {
    const { exports = {} }: { exports?: Record<string, unknown> } = JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    );
    return Object.keys(exports)
      .map((entry) => `@punctual/${name}${entry.slice(1)}`)
      .filter((specifier) => !used.has(specifier))
      .map((specifier) => `${folder}/package.json: ${specifier}`);
  });
}

function unusedSymbols(root: string): string[] {
  const args = ['--config', CONFIG, '--include', 'files,exports,types', '--reporter', 'json'];
  const { stdout, stderr } = spawnSync(KNIP, args, { cwd: root, encoding: 'utf8' });
  if (!stdout.startsWith('{')) throw new Error(`knip gave no report: ${stdout}${stderr}`);
  const { issues }: KnipReport = JSON.parse(stdout);
  return issues.flatMap(({ file, files = [], exports = [], types = [] }) => [
    ...files.map(() => `${file}: nothing imports this file`),
    ...[...exports, ...types].map(({ name, line }) => `${file}:${line}: ${name}`),
  ]);
}
