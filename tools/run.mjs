// Runs before anything is installed or built: plain JavaScript, no dependency. What comes after the build is
// TypeScript in tools/start.
import { build, ensureTools, install, program, typecheck } from './run/preparing.mjs';
import { bin, Failure, ROOT, runToEnd, tool } from './run/processes.mjs';
import { architecture, faults, fuzz, mutants, soak, test } from './run/tests.mjs';

const OLDEST_NODE = { major: 20, minor: 19 };
const SCHEDULES_BENCH = 'tools/verification/dist/bench/schedules.js';

/** @type {Record<string, (args: string[]) => Promise<void>>} */
const VERBS = {
  // The program reads the verb from the command line.
  start: launch,
  dev: launch,
  build,
  test,
  architecture,
  lint: () => tool('biome', ['check', '.']),
  format: () => tool('biome', ['check', '--write', '.']),
  typecheck,
  seed: (args) => program('tools/seed/dist/main.js', args),
  fuzz,
  load: (args) => program('tools/verification/dist/load/main.js', args),
  zones: () => tool('vitest', ['run', '--config', 'tools/verification/zones/vitest.zones.ts']),
  faults,
  mutants,
  soak,
  screenshots,
  bench,
  'bench:schedules': () => program(SCHEDULES_BENCH, []),
};

async function main() {
  const [verb = '', ...args] = process.argv.slice(2);
  const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (!run) throw new Failure(`"${verb}" is not known. Type: npm run ${Object.keys(VERBS).join(' | ')}`);
  process.chdir(ROOT);
  await install();
  await run(args);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const oldest = OLDEST_NODE;
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return;
  console.error(
    `Punctual needs Node ${oldest.major}.${oldest.minor} or later and this is ${process.versions.node}. ` +
      'Install it from nodejs.org, or type: npx -y node@22 tools/run.mjs start',
  );
  process.exit(1);
}

/**
 * Takes pictures of every page and of the way to the first email into .data/screenshots.
 * @param {string[]} args `pages` or `first-email` for these alone
 */
async function screenshots(args) {
  await build();
  await ensureTools('redis', 'chromium');
  await runToEnd(bin('vitest'), [
    'run',
    '--config',
    'tools/verification/screenshots/vitest.screenshots.ts',
    ...args,
  ]);
}

/**
 * @param {string[]} args rows by name: `schedules`, `1`, `2` …; none for all, the schedule engine's first
 */
async function bench(args) {
  const wantsSchedules = args.every((arg) => arg.startsWith('--')) || args.includes('schedules');
  if (wantsSchedules) await program(SCHEDULES_BENCH, []);
  const others = args.filter((arg) => arg !== 'schedules');
  if (others.length > 0 || args.length === 0) await program('tools/verification/dist/bench/main.js', others);
}

/** Brings everything up and stays until Ctrl-C: in this process, so that there is one fewer to stop. */
async function launch() {
  await build();
  await import(new URL('./start/dist/main.js', import.meta.url).href);
}

checkNode();
main().catch((error) => {
  if (!(error instanceof Failure)) throw error;
  if (error.message) console.error(`\n${error.message}`);
  process.exit(error.code);
});
