// Puts what test:faults has found so far (results/table.md) into docs/guarantees.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const RESULTS = join(import.meta.dirname, 'results', 'table.md');
const PAGE = join(import.meta.dirname, '../../../docs/guarantees.md');
const SECTION = /(?<=<!-- faults: begin -->\n)[\s\S]*?(?=<!-- faults: end -->)/;
/** @type {Record<string, string>} */
const ENGINES = { embedded: 'embedded database', external: 'DocumentDB' };

const [head = '', ...rows] = readFileSync(RESULTS, 'utf8').trim().split('\n');
const named = head.replace(/embedded|external/g, (engine) => ENGINES[engine] ?? engine);
const page = readFileSync(PAGE, 'utf8');
if (!SECTION.test(page)) throw new Error(`${PAGE} has no place for the table of faults.`);
writeFileSync(
  PAGE,
  page.replace(SECTION, () => `\n${[named, ...rows].join('\n')}\n\n`),
);
