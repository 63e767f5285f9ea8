import type { ImportGraph } from '../import-graph.ts';
import { ALLOWED } from '../rules.ts';
import type { Section } from '../section.ts';

/** Checks that no files import each other in a circle, for their types either. */
export function checkCycles(graph: ImportGraph): Section {
  const cycles = findCycles(graph);
  return {
    title: 'Import cycles, of types too',
    facts: [`${graph.files.size} files`],
    violations: cycles.map((files) => `${files.length} files: ${files.sort().join(', ')}`),
    allowed: ALLOWED.cycles,
  };
}

/** Finds groups of files in which each reaches each other (Tarjan's strongly connected components). */
function findCycles({ files, imports }: ImportGraph): string[][] {
  const cycles: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const enter = (path: string) => {
    order.set(path, order.size);
    lowest.set(path, order.size - 1);
    open.push(path);
    for (const { target } of imports.get(path) ?? []) {
      if (!target) continue;
      if (!order.has(target)) enter(target);
      if (open.includes(target)) lower(path, lowest.get(target) ?? 0);
    }
    if (lowest.get(path) === order.get(path)) leave(path);
  };
  const lower = (path: string, to: number) => lowest.set(path, Math.min(lowest.get(path) ?? to, to));
  const leave = (path: string) => {
    const group = open.splice(open.indexOf(path));
    if (group.length > 1 || imports.get(path)?.some(({ target }) => target === path)) cycles.push(group);
  };
  for (const path of files.keys()) if (!order.has(path)) enter(path);
  return cycles;
}
