import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ImportGraph } from '../import-graph.ts';
import { ALLOWED, SERVER_PACKAGES } from '../rules.ts';
import type { Section } from '../section.ts';

/** Checks that nothing the panel imports or depends on needs a package of a server. */
export function checkPanelClosure(root: string, graph: ImportGraph): Section {
  const imported = importedPackages(graph, 'admin-panel/src/main.tsx');
  const declared = declaredPackages(join(root, 'admin-panel'));
  const isOfServer = (name: string) =>
    SERVER_PACKAGES.some((one) => (typeof one === 'string' ? one === name : one.test(name)));
  return {
    title: 'Packages of a server that the panel needs',
    facts: [`${imported.size} packages imported, ${declared.size} installed for it`],
    violations: [...new Set([...imported, ...declared])].filter(isOfServer).sort(),
    allowed: ALLOWED.panelClosure,
  };
}

/** Collects the outside packages that a file reaches through imports of ours. */
function importedPackages({ imports }: ImportGraph, entry: string): Set<string> {
  const packages = new Set<string>();
  const seen = new Set([entry]);
  for (const path of seen) {
    for (const { specifier, target } of imports.get(path) ?? []) {
      if (target) seen.add(target);
      else if (!specifier.startsWith('.')) packages.add(packageName(specifier));
    }
  }
  return packages;
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Collects what is installed for a package: its dependencies, and theirs. */
function declaredPackages(folder: string): Set<string> {
  const names = new Set<string>();
  const folders = new Set([folder]);
  for (const one of folders) {
    const { dependencies = {} }: { dependencies?: Record<string, string> } = JSON.parse(
      readFileSync(join(one, 'package.json'), 'utf8'),
    );
    for (const name of Object.keys(dependencies)) {
      names.add(name);
      const installed = findInstalled(one, name);
      if (installed) folders.add(installed);
    }
  }
  return names;
}

function findInstalled(from: string, name: string): string | undefined {
  const candidate = join(from, 'node_modules', name);
  if (existsSync(candidate)) return realpathSync(candidate);
  return dirname(from) === from ? undefined : findInstalled(dirname(from), name);
}
