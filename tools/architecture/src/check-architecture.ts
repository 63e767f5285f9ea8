import { checkCycles } from './checks/cycles.ts';
import { checkDocComments } from './checks/doc-comments.ts';
import { checkLayers, checkPairs } from './checks/layers.ts';
import { checkPackages } from './checks/packages.ts';
import { checkPanelClosure } from './checks/panel-closure.ts';
import { checkSizes } from './checks/sizes.ts';
import { checkUnusedExports } from './checks/unused-exports.ts';
import { readImportGraph } from './import-graph.ts';
import type { Section } from './section.ts';

/** Runs every check on the repository at `root`. */
export function checkArchitecture(root: string): Section[] {
  const graph = readImportGraph(root);
  return [
    checkPackages(graph),
    checkCycles(graph),
    checkPairs(graph),
    checkLayers(graph),
    checkPanelClosure(root, graph),
    checkSizes(graph),
    checkUnusedExports(root, graph),
    checkDocComments(graph),
  ];
}
