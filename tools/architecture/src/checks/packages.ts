import type { ImportGraph } from '../import-graph.ts';
import { ALLOWED, PACKAGES, type PackageRule } from '../rules.ts';
import type { Section } from '../section.ts';
import type { SourceFile } from '../source-file.ts';

/** Checks that packages import only the packages that they may, and nothing past an exports map. */
export function checkPackages({ files, imports }: ImportGraph): Section {
  const violations: string[] = [];
  for (const file of files.values()) {
    const from = packageOf(file.path);
    if (!from) continue;
    for (const { specifier, target } of imports.get(file.path) ?? []) {
      const to = specifier.startsWith('@punctual/') ? specifier.split('/')[1] : target && packageOf(target);
      if (!to || (to === from && specifier.startsWith('.'))) continue;
      if (specifier.startsWith('@punctual/') && !target) {
        violations.push(`${file.path}: ${specifier} is in no exports map`);
      } else if (!specifier.startsWith('@')) {
        violations.push(`${file.path}: ${specifier} reaches into another package by path`);
      } else if (to !== from && !mayImport(PACKAGES[from], file, to)) {
        violations.push(`${file.path}: ${from} may not import ${to}`);
      }
    }
  }
  return {
    title: 'Imports between packages that the rules do not list',
    facts: Object.keys(PACKAGES).map((name) => `${name} ← ${importersOf(name).join(', ') || 'nothing'}`),
    violations,
    allowed: ALLOWED.packages,
  };
}

function mayImport(rule: PackageRule | undefined, file: SourceFile, name: string): boolean {
  if (!rule) return true;
  return rule.mayImport.includes(name) || (file.isTest && rule.testsMayImport.includes(name));
}

function importersOf(name: string): string[] {
  const all = Object.entries(PACKAGES);
  const inTests = all.filter(([, rule]) => rule.testsMayImport.includes(name));
  return [
    ...all.filter(([, rule]) => rule.mayImport.includes(name)).map(([importer]) => importer),
    ...inTests.map(([importer]) => `${importer} (tests)`),
  ];
}

export function packageOf(path: string): string | undefined {
  return Object.keys(PACKAGES).find((name) => path.startsWith(`${PACKAGES[name]?.folder}/`));
}
