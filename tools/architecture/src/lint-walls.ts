import { LAYER_LEVEL, LAYERS, type Layers, PACKAGES } from './rules.ts';

export const WALLS_FILE = 'tools/architecture/walls.biome.json';

interface Pattern {
  group: string[];
  message: string;
}

const NOT_TESTS = ['!**/*.test.ts', '!**/*.test.tsx'];
/** Deepest folder below a layered one that still reaches its neighbours by `../`. */
const MAX_DEPTH = 6;

/** Builds the lint rules that follow from the rules, so that an editor shows a wrong import while it is typed. */
export function buildLintWalls() {
  const layered = LAYERS.flatMap((layers) => layers.order.map((part) => wallOfPart(layers, part)));
  const packages = Object.keys(PACKAGES).map((name) =>
    restrict(`${PACKAGES[name]?.folder}/src/**`, packagePatterns(name), 'error'),
  );
  return { overrides: [...packages, ...layered] };
}

function wallOfPart({ folder, order, advice }: Layers, part: string) {
  const above = [...LAYERS].flatMap((layers) => higherFolders(layers, `${folder}/${part}`));
  const message = `${part}/ may import ${order.slice(0, order.indexOf(part)).join(', ') || 'no other folder'}. ${advice}`;
  const owner = Object.keys(PACKAGES).find((name) => folder.startsWith(`${PACKAGES[name]?.folder}/`)) ?? '';
  const patterns = above.length > 0 ? [{ group: above.flatMap(relativePaths), message }] : [];
  return restrict(`${folder}/${part}/**`, [...packagePatterns(owner), ...patterns], LAYER_LEVEL);
}

/** Lists folders above the one that holds `place`: the last override of a file replaces the others, so each has all. */
function higherFolders({ folder, order }: Layers, place: string): string[] {
  if (!place.startsWith(`${folder}/`)) return [];
  const part = place.slice(folder.length + 1).split('/')[0] ?? '';
  return order.slice(order.indexOf(part) + 1);
}

function relativePaths(folder: string): string[] {
  return Array.from({ length: MAX_DEPTH }, (_, index) => `${'../'.repeat(index + 1)}${folder}/**`);
}

function packagePatterns(name: string): Pattern[] {
  const { folder = '', mayImport = [] } = PACKAGES[name] ?? {};
  const others = Object.entries(PACKAGES).filter(([other]) => other !== name && !mayImport.includes(other));
  return [
    {
      group: others.map(([other]) => `@punctual/${other}/**`),
      message: `${folder} may import ${mayImport.join(', ') || 'no other package'} (tools/architecture/src/rules.ts).`,
    },
    {
      group: ['../**/*-service/**', '../**/shared/**', '../**/tools/**'],
      message: 'Packages are imported by name, through their exports map.',
    },
  ];
}

function restrict(files: string, patterns: Pattern[], level: 'warn' | 'error') {
  const noRestrictedImports = { level, options: { patterns } };
  return { includes: [files, ...NOT_TESTS], linter: { rules: { style: { noRestrictedImports } } } };
}
