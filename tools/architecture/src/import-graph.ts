import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { ResolverFactory } from 'oxc-resolver';
import { parseSourceFile, type SourceFile } from './source-file.ts';

interface Import {
  specifier: string;
  /** Path of the imported source file in the repository; undefined for packages from outside. */
  target?: string;
}

export interface ImportGraph {
  files: ReadonlyMap<string, SourceFile>;
  imports: ReadonlyMap<string, readonly Import[]>;
}

const NO_SOURCES = new Set(['node_modules', 'dist', '.tsc', '.data', '.git', 'coverage']);
const SOURCE = /\.(ts|tsx|mts|mjs)$/;

/** Reads all sources below `root` and resolves their imports; workspace packages lead to their sources. */
export function readImportGraph(root: string): ImportGraph {
  const resolver = new ResolverFactory({ conditionNames: ['source'], extensions: ['.ts', '.tsx', '.mjs'] });
  const files = new Map<string, SourceFile>();
  for (const path of sourcesBelow(root, '')) {
    files.set(path, parseSourceFile(path, readFileSync(join(root, path), 'utf8')));
  }
  const resolve = (from: string, specifier: string): string | undefined => {
    if (!isOurs(specifier)) return undefined;
    const found = resolver.sync(join(root, dirname(from)), specifier).path;
    const path = found && relative(root, found).split(sep).join('/');
    return path && files.has(path) ? path : undefined;
  };
  const imports = new Map<string, Import[]>();
  for (const { path, specifiers } of files.values()) {
    imports.set(
      path,
      specifiers.map((specifier) => ({ specifier, target: resolve(path, specifier) })),
    );
  }
  return { files, imports };
}

function sourcesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return NO_SOURCES.has(entry.name) ? [] : sourcesBelow(root, path);
    return SOURCE.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

const isOurs = (specifier: string) => specifier.startsWith('.') || specifier.startsWith('@punctual/');
