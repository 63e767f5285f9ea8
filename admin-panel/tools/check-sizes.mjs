// Fails the build when a page's first load outgrows its budget, or brings zod along to a page that checks no form
// with it. Counts what a browser fetches for a page, brotli: the entry, the page's own chunk, all that these import
// at once, and their styles.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const KB = 1_000;
/** Files that a page loads: each is a request, which a slow line waits for. The page itself and its data come on top. */
const MOST_FILES = 22;
const HARD_LIMIT = 250;
/** Pages that check a form by the schemas of the contracts, and load zod for it. */
const WITH_ZOD = new Set(['new-job-page', 'edit-job-page', 'import-page']);
/** Every schema of zod has this field, so that its code is found by it after minifying. */
const ZOD_MARK = '._zod.def';
/** First load in kB brotli, by page. */
const BUDGETS = {
  'login-page': 200,
  'register-page': 200,
  'forgot-page': 200,
  'reset-page': 200,
  'verify-page': 200,
  'provider-page': 200,
  'second-factor-page': 210,
  'settings-page': 215,
  'api-page': 215,
  'jobs-page': 225,
  'job-page': 220,
  'runs-page': 220,
  'run-page': 220,
  'new-job-page': 240,
  'edit-job-page': 240,
  'import-page': 246,
  'overview-page': 210,
  'calendar-page': 210,
  'admin-calendar-page': 215,
  'admin-overview-page': 215,
  'admin-jobs-page': 215,
  'admin-job-page': 215,
  'admin-runs-page': 215,
  'admin-run-page': 215,
  'users-page': 215,
  'audit-page': 215,
  'health-page': 215,
};

const dist = join(import.meta.dirname, '..', 'dist');
/** @type {Record<string, { file: string, name?: string, imports?: string[], css?: string[] }>} */
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));

/** @param {string} key a module of the manifest */
function chunkOf(key) {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`The build has no chunk for ${key}.`);
  return chunk;
}

/**
 * Collects the chunks that loading `key` brings along, itself included.
 * @param {string} key
 * @param {Set<string>} seen
 */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of chunkOf(key).imports ?? []) closure(next, seen);
  return seen;
}

/**
 * @param {string} file
 * @param {string} suffix of the compressed copy; small files have none
 */
function sizeOf(file, suffix) {
  try {
    return statSync(join(dist, `${file}${suffix}`)).size;
  } catch {
    return statSync(join(dist, file)).size;
  }
}

/** Pages for users who are not logged in, without what surrounds all others. */
const ALONE = new Set(['login-page', 'register-page', 'forgot-page', 'reset-page', 'verify-page']);

/** Holds the panel itself, which the entry loads when the language is known; index.html has it loaded at once. */
const START = Object.keys(manifest).find((key) => manifest[key]?.name === 'main') ?? 'main';
const DICTIONARY = 'src/lib/strings/de/dictionary.ts';

/** @param {string} page */
function filesOf(page) {
  const around = ALONE.has(page) ? [] : closure('src/app/shell/shell.tsx');
  const keys = new Set([
    ...closure('index.html'),
    ...closure(START),
    ...around,
    ...closure(`src/app/routes/${page}.tsx`),
  ]);
  const chunks = [...keys].map(chunkOf);
  return new Set(chunks.flatMap((chunk) => [chunk.file, ...(chunk.css ?? [])]));
}

/**
 * @param {Set<string>} files
 * @param {string} suffix
 */
const total = (files, suffix) => [...files].reduce((sum, file) => sum + sizeOf(file, suffix), 0) / KB;

/** @param {Set<string>} files */
const loadsZod = (files) =>
  [...files].some(
    (file) => file.endsWith('.js') && readFileSync(join(dist, file), 'utf8').includes(ZOD_MARK),
  );

let tooLarge = false;
/** @type {string[]} */
const zodPages = [];
for (const [page, budget] of Object.entries(BUDGETS)) {
  const files = filesOf(page);
  const brotli = total(files, '.br');
  const over = brotli > Math.min(budget, HARD_LIMIT) || files.size > MOST_FILES;
  tooLarge ||= over;
  if (loadsZod(files)) zodPages.push(page);
  const figures = `${brotli.toFixed(1)} kB brotli of ${budget}, ${total(files, '.gz').toFixed(1)} kB gzip, ${files.size} files`;
  process.stdout.write(`${over ? 'TOO LARGE ' : ''}${page.padEnd(16)} ${figures}\n`);
}
if (tooLarge)
  process.stderr.write(
    'A page outgrew its budget, or loads too many files: both limits stand in tools/check-sizes.mjs.\n',
  );
const unexpected = zodPages.filter((page) => !WITH_ZOD.has(page));
if (unexpected.length > 0)
  process.stderr.write(
    `These pages load zod: ${unexpected.join(', ')}. Import types of contracts (import type) and their constants ` +
      'from files without schemas; see WITH_ZOD in tools/check-sizes.mjs.\n',
  );
if (zodPages.length === 0) process.stderr.write('No page loads zod: ZOD_MARK does not find it any more.\n');
// Words are taken while modules load: a dictionary that brought the panel along would come too late for its words.
const broughtAlong = [...closure(DICTIONARY)].filter((key) => key !== DICTIONARY && key !== 'index.html');
if (broughtAlong.length > 0)
  process.stderr.write(
    `The German dictionary loads ${broughtAlong.join(', ')}, and may only load the entry.\n`,
  );
if (broughtAlong.length > 0 || tooLarge || unexpected.length > 0 || zodPages.length === 0) process.exit(1);
