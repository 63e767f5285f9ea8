import { readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Graph {
  getModuleInfo(id: string): { importedIds: string[] } | null;
}

type NamePart = (id: string, graph: Graph) => string | null;

/** Pages that are about the same, by the beginnings of their names: what only they share is one file. */
const AREAS: Record<string, readonly string[]> = {
  auth: ['login', 'register', 'forgot', 'reset', 'verify', 'provider', 'second-factor'],
  form: ['new-job', 'edit-job', 'import'],
  jobs: ['jobs', 'admin-jobs'],
  runs: ['job-page', 'run-page', 'runs', 'admin-job-page', 'admin-run', 'admin-runs'],
  overview: ['overview', 'admin-overview'],
  calendar: ['calendar', 'admin-calendar'],
  settings: ['settings', 'api'],
  admin: ['users', 'audit', 'health'],
};
/** Parts of so many pages are one file, which the few others of them load too. */
const MANY = 6;

/**
 * Names the file that a part of several pages belongs to, by the pages that load it. A slow line waits for each file:
 * left to itself the bundler makes one for every combination of pages, eighty for a page, most of them under 1 kB.
 */
export function sharedParts(panel: string): NamePart {
  const routes = join(panel, 'src/app/routes');
  const start = join(panel, 'src/start.tsx');
  const pages = readdirSync(routes).filter((name) => name.endsWith('-page.tsx'));
  const roots = new Map([
    ...pages.map((name): [string, string] => [join(routes, name), name.replace('.tsx', '')]),
    [join(panel, 'src/main.tsx'), 'entry'],
    [start, 'start'],
    [join(panel, 'src/app/shell/shell.tsx'), 'shell'],
  ]);
  let loaders: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return (id, graph) => {
    loaders ??= findLoaders(graph, roots);
    return roots.has(id) && id !== start ? null : nameOf(loaders.get(id) ?? new Set());
  };
}

/** Finds the roots that load each module at once. */
function findLoaders(graph: Graph, roots: ReadonlyMap<string, string>): Map<string, Set<string>> {
  const loaders = new Map<string, Set<string>>();
  const visit = (id: string, root: string): void => {
    const found = loaders.get(id) ?? new Set();
    if (found.has(root)) return;
    loaders.set(id, found.add(root));
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) visit(next, root);
  };
  for (const [id, root] of roots) visit(id, root);
  return loaders;
}

function nameOf(loaders: ReadonlySet<string>): string | null {
  // What the language needs stays in the entry: it is learned before any module that has words is loaded.
  if (loaders.has('entry')) return null;
  if (loaders.has('start')) return 'main';
  const pages = [...loaders].filter((name) => name !== 'shell');
  const areas = [...new Set(pages.map(areaOf))];
  if (loaders.has('shell')) return areas.includes('auth') ? 'base' : 'shell';
  if (pages.length < 2) return null;
  if (areas.length === 1) return areas[0] ?? null;
  if (areas.includes('auth')) return 'fields';
  return pages.length >= MANY ? 'pages' : 'more';
}

const areaOf = (page: string): string =>
  Object.keys(AREAS).find((area) => AREAS[area]?.some((name) => page.startsWith(name))) ?? page;
