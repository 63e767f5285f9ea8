import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkArchitecture } from './check-architecture.ts';
import { buildLintWalls, WALLS_FILE } from './lint-walls.ts';
import { formatSection, hasFailed } from './section.ts';

const ROOT = join(import.meta.dirname, '../../..');

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
});

const walls = `${JSON.stringify(buildLintWalls(), null, 2)}\n`;
const wallsPath = join(ROOT, WALLS_FILE);
if (values.write) writeFileSync(wallsPath, walls);
const areWallsCurrent = readFileSync(wallsPath, 'utf8') === walls;

const sections = checkArchitecture(ROOT);
for (const section of sections) console.log(formatSection(section, values.all));
if (!areWallsCurrent) {
  console.log(`FAILED ${WALLS_FILE} is not what the rules say. Type: npm run architecture -- --write`);
}
process.exitCode = areWallsCurrent && !sections.some(hasFailed) ? 0 : 1;
