import { parseArgs } from 'node:util';
import { buildPanel, compile, ensureTools, program, typecheck } from './preparing.mjs';
import { bin, Failure, quietly, runToEnd } from './processes.mjs';
import { step } from './step.mjs';

const DOCUMENTDB_URI = 'mongodb://127.0.0.1:27018';

const ARCHITECTURE = 'tools/architecture/dist/main.js';

/** Browser tests of every page, which take long: asked for by name only. */
const PAGES = 'pages';

/**
 * Runs the tests of the projects that are named, or all but those of the pages, after lint and types.
 * @param {string[]} args
 */
export async function test(args) {
  const projects = args.flatMap((arg, index) =>
    arg.startsWith('--project=')
      ? [arg.slice('--project='.length)]
      : arg === '--project'
        ? [args[index + 1] ?? '']
        : [],
  );
  const isWhole = projects.length === 0;
  /** @param {string} project */
  const wants = (project) => (isWhole ? project !== PAGES : projects.includes(project));
  const watch = args.includes('--watch');
  if (isWhole && !watch) {
    await step('Linting', () => quietly(bin('biome'), ['check', '.']));
    await typecheck();
    await step('Checking the architecture', () => quietly(process.execPath, [ARCHITECTURE]));
  } else {
    await compile();
  }
  if (wants('system') || wants(PAGES)) await buildPanel();
  const tools = [
    ...(['service', 'alone', 'faults', 'system', PAGES].some(wants) ? ['redis'] : []),
    ...(wants('system') || wants(PAGES) ? ['chromium'] : []),
  ];
  if (tools.length > 0) await ensureTools(...tools);
  const rest = args.filter((arg) => arg !== '--watch');
  await runTests(isWhole ? [...rest, `--project=!${PAGES}`] : rest, watch);
}

/** Packages, folders, cycles, sizes and exports against tools/architecture/src/rules.ts; `--all` shows each place. */
export const architecture = (/** @type {string[]} */ args) => program(ARCHITECTURE, args);

/**
 * @param {string[]} args
 * @param {boolean} watch
 */
async function runTests(args, watch) {
  const all = args.includes('--all-engines');
  const rest = args.filter((arg) => arg !== '--all-engines');
  /** @param {Record<string, string>} env */
  const vitest = (env) => runToEnd(bin('vitest'), [...(watch ? ['watch'] : ['run']), ...rest], env);
  if (!all) return vitest({});
  const second = process.env.MONGODB_URI || DOCUMENTDB_URI;
  heading('Tests on the embedded database');
  await vitest({ MONGODB_URI: '' });
  if (!process.env.MONGODB_URI && !(await answers(DOCUMENTDB_URI))) {
    heading('Second engine: NOT RUN. To run it: MONGODB_URI=mongodb://host:27017 npm run test:all');
    return;
  }
  heading(`Tests on ${second.replace(/\/\/[^@/]*@/, '//…@')}`);
  await vitest({ MONGODB_URI: second });
}

/**
 * Faults in real processes, on the embedded database or MONGODB_URI.
 * @param {string[]} args numbers of scenarios; none for all
 * @param {Record<string, string>} env
 */
export async function faults(args, env = {}) {
  await compile();
  await ensureTools('redis');
  await runToEnd(
    bin('vitest'),
    ['run', '--config', 'tools/verification/faults/vitest.faults.ts', ...args],
    env,
  );
}

/**
 * Load and faults at random: `--minutes 2`, and `--seed N` to draw again what another run drew.
 * @param {string[]} args
 */
export async function soak(args) {
  const { minutes, seed } = parseArgs({
    args,
    options: { minutes: { type: 'string', default: '2' }, seed: { type: 'string' } },
  }).values;
  for (const number of [minutes, seed ?? '0'])
    if (!/^\d+(\.\d+)?$/.test(number))
      throw new Failure(`"${number}" is not a number. Type: npm run test:soak -- --minutes 2 --seed 1`);
  await faults(['30-'], { SOAK_MINUTES: minutes, ...(seed ? { SOAK_SEED: seed } : {}) });
}

/**
 * Takes protections out, one at a time: the test that is named for each must fail. Words choose some of them.
 * @param {string[]} args
 */
export async function mutants(args) {
  await compile();
  await ensureTools('redis');
  await runToEnd(process.execPath, ['tools/verification/dist/mutants/main.js', ...args]);
}

/**
 * Random requests: `--requests 5000`, and `--seed N` to send again what another run sent.
 * @param {string[]} args
 */
export async function fuzz(args) {
  const { requests, seed } = parseArgs({
    args,
    options: { requests: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' } },
  }).values;
  for (const number of [requests, seed])
    if (!/^\d{1,9}$/.test(number))
      throw new Failure(`"${number}" is not a number. Type: npm run test:fuzz -- --requests 5000 --seed 1`);
  await compile();
  await ensureTools('redis');
  const env = { FUZZ_REQUESTS: requests, FUZZ_SEED: seed };
  await runToEnd(bin('vitest'), ['run', '--config', 'tools/verification/fuzz/vitest.fuzz.ts'], env);
}

/** @param {string} text */
function heading(text) {
  console.log(`\n*** ${text} ***\n`);
}

/**
 * @param {string} uri
 * @returns {Promise<boolean>}
 */
async function answers(uri) {
  const { connect } = await import('node:net');
  const { hostname, port } = new URL(uri);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: 2000 });
    socket
      .once('connect', () => resolve(true))
      .once('error', () => resolve(false))
      .once('timeout', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
