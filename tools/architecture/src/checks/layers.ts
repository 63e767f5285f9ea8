import type { ImportGraph } from '../import-graph.ts';
import { ALLOWED, LAYERS, type Layers } from '../rules.ts';
import type { Section } from '../section.ts';

interface FolderImport {
  file: string;
  from: string;
  to: string;
}

/** Checks that folders import only those below them: of http/ no feature, of features no later one. */
export function checkLayers(graph: ImportGraph): Section {
  return {
    title: 'Imports against the order of folders',
    facts: LAYERS.map(({ folder, order }) => `${folder}: ${order.join(' ← ')}`),
    violations: LAYERS.flatMap((layers) =>
      folderImports(graph, layers)
        .filter(({ from, to }) => isUpward(layers, from, to))
        .map(({ file, from, to }) => `${file}: ${from} may not import ${to}`),
    ),
    allowed: ALLOWED.layers,
  };
}

/** Checks that no two folders of a layered folder import each other. */
export function checkPairs(graph: ImportGraph): Section {
  return {
    title: 'Pairs of folders that import each other',
    facts: LAYERS.map(({ folder }) => folder),
    violations: LAYERS.flatMap((layers) => {
      const pairs = new Map<string, Set<string>>();
      for (const { from, to } of folderImports(graph, layers)) {
        const pair = [from, to].sort().join(' ↔ ');
        pairs.set(pair, (pairs.get(pair) ?? new Set()).add(from));
      }
      return [...pairs].filter(([, ends]) => ends.size > 1).map(([pair]) => `${layers.folder}: ${pair}`);
    }),
    allowed: ALLOWED.pairs,
  };
}

function folderImports({ files, imports }: ImportGraph, { folder, ground }: Layers): FolderImport[] {
  const partOf = (path: string) => path.slice(folder.length + 1).split('/')[0] ?? '';
  const isInFolder = (path: string) => path.startsWith(`${folder}/`);
  const isBeside = (path: string) => !path.slice(folder.length + 1).includes('/');
  return [...files.values()]
    .filter(({ path, isTest }) => isInFolder(path) && !isBeside(path) && !isTest)
    .flatMap(({ path }) =>
      (imports.get(path) ?? [])
        .flatMap(({ target }) => (target && isInFolder(target) ? [target] : []))
        .map((target) => ({ file: path, from: partOf(path), to: partOf(target) }))
        .filter(({ from, to }) => from !== to && !ground.includes(to)),
    );
}

/** Tells imports of a higher folder, of a folder that the rules do not know, and of a file that composes. */
function isUpward({ order }: Layers, from: string, to: string): boolean {
  const [lower, higher] = [order.indexOf(to), order.indexOf(from)];
  return lower < 0 || higher < 0 || lower > higher;
}
