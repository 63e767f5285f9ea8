import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { PACKAGES } from '../rules.ts';

export const ROOT = join(import.meta.dirname, '../../../..');

/** Writes a small repository that breaks rules, by path → text, and returns its root; it goes with the test. */
export function plant(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'punctual-planted-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** Copies files of this repository into the planted one: its lint rules, for example. */
export function copyInto(root: string, paths: string[]): void {
  for (const path of paths) cpSync(join(ROOT, path), join(root, path));
}

/** Writes a package.json for each workspace package, and links the packages as an installation does. */
export function plantPackages(exportsOf: Record<string, string[]> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(PACKAGES).map(([name, { folder }]) => {
      const entries = (exportsOf[name] ?? []).map((entry) => [
        `./${entry}`,
        { source: `./src/${entry}.ts`, default: `./dist/${entry}.js` },
      ]);
      const manifest = { name: `@punctual/${name}`, type: 'module', exports: Object.fromEntries(entries) };
      return [`${folder}/package.json`, JSON.stringify(manifest)];
    }),
  );
}

export function linkPackages(root: string): void {
  mkdirSync(join(root, 'node_modules/@punctual'), { recursive: true });
  for (const [name, { folder }] of Object.entries(PACKAGES)) {
    symlinkSync(join(root, folder), join(root, 'node_modules/@punctual', name));
  }
}
