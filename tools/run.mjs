// Runs before anything is installed or built: plain JavaScript, no dependency. What comes after the build is
// TypeScript in tools/local-stack.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STAMPS = join(ROOT, 'node_modules', '.cache', 'punctual');
const PACKAGES = [
  '.',
  'shared',
  'scheduler-service',
  'watcher-service',
  'admin-panel',
  ...foldersIn('tools'),
];
const NOT_INPUTS = new Set(['node_modules', 'dist', '.tsc']);
const OLDEST_NODE = [20, 19];
const LINES_SHOWN = 40;
const DOCUMENTDB_URI = 'mongodb://127.0.0.1:27018';

/** Browser tests of every page, which take long: asked for by name only. */
const PAGES = 'pages';

const VERBS = {
  start: () => launch('start'),
  dev: () => launch('dev'),
  build,
  test,
  lint: () => tool('biome', ['check', '.']),
  format: () => tool('biome', ['check', '--write', '.']),
  typecheck,
  seed: (args) => program('tools/seed/dist/main.js', args),
  fuzz,
  load: (args) => program('tools/load/dist/main.js', args),
  zones: () => tool('vitest', ['run', '--config', 'tools/schedules/vitest.zones.ts']),
  faults,
  soak,
  screenshots,
  bench,
  'bench:schedules': (args) => program('tools/schedules/bench.mjs', args),
};

/** A failure that has been explained already, or is by its message; never shown with a stack. */
class Failure extends Error {}

async function main() {
  const [verb = '', ...args] = process.argv.slice(2);
  const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (!run) throw new Failure(`"${verb}" is not known. Type: npm run ${Object.keys(VERBS).join(' | ')}`);
  process.chdir(ROOT);
  await install();
  await run(args);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [needMajor, needMinor] = OLDEST_NODE;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  console.error(
    `Punctual needs Node ${OLDEST_NODE.join('.')} or later and this is ${process.versions.node}. ` +
      'Install it from nodejs.org, or type: npx -y node@22 tools/run.mjs start',
  );
  process.exit(1);
}

// ---- steps ----

async function install() {
  const inputs = [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...PACKAGES.map((name) => join(name, 'package.json')),
  ];
  const output = 'node_modules/.modules.yaml';
  await unlessUnchanged('install', { inputs, output }, 'Installing packages', () =>
    // CI: pnpm must not ask anything; --prefer-offline: what is in its store is not asked for again.
    quietly('npx', ['-y', 'pnpm@12', 'install', '--frozen-lockfile', '--prefer-offline'], {
      CI: 'true',
      npm_config_loglevel: 'error',
      npm_config_update_notifier: 'false',
    }),
  );
}

async function compile() {
  await step('Compiling', () => quietly(bin('tsc'), ['-b']));
}

async function buildPanel() {
  if (!existsSync('admin-panel/src/main.tsx')) return;
  const folder = join(ROOT, 'admin-panel');
  const files = {
    inputs: ['admin-panel', 'shared/src', 'pnpm-lock.yaml'],
    output: 'admin-panel/dist/index.html',
  };
  await unlessUnchanged('panel', files, 'Building the panel', async () => {
    await quietly(join(folder, 'node_modules', '.bin', 'vite'), ['build'], {}, folder);
    // What a first visit loads has a budget, which grows unseen otherwise.
    await quietly(process.execPath, ['tools/check-sizes.mjs'], {}, folder);
  });
}

async function build() {
  await compile();
  await buildPanel();
}

async function typecheck() {
  await compile();
  await step('Checking the types of the tests', () => quietly(bin('tsc'), ['-p', 'tsconfig.test.json']));
}

/** Faults in real processes, on the embedded database or MONGODB_URI; the numbers of scenarios, or all of them. */
async function faults(args, env = {}) {
  await compile();
  await runToEnd(process.execPath, ['tools/local-stack/dist/ensure-tools.js', 'redis']);
  await runToEnd(bin('vitest'), ['run', '--config', 'tools/faults/vitest.faults.ts', ...args], env);
}

/** Load and faults at random: `--minutes 2`, and `--seed N` to draw again what another run drew. */
async function soak(args) {
  const options = { minutes: { type: 'string', default: '2' }, seed: { type: 'string' } };
  const { minutes, seed } = parseArgs({ args, options }).values;
  for (const number of [minutes, seed ?? '0'])
    if (!/^\d+(\.\d+)?$/.test(number))
      throw new Failure(`"${number}" is not a number. Type: npm run test:soak -- --minutes 2 --seed 1`);
  await faults(['30-'], { SOAK_MINUTES: minutes, ...(seed ? { SOAK_SEED: seed } : {}) });
}

/** Random requests: `--requests 5000`, and `--seed N` to send again what another run sent. */
async function fuzz(args) {
  const options = { requests: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' } };
  const { requests, seed } = parseArgs({ args, options }).values;
  for (const number of [requests, seed])
    if (!/^\d{1,9}$/.test(number))
      throw new Failure(`"${number}" is not a number. Type: npm run test:fuzz -- --requests 5000 --seed 1`);
  await compile();
  await runToEnd(process.execPath, ['tools/local-stack/dist/ensure-tools.js', 'redis']);
  const env = { FUZZ_REQUESTS: requests, FUZZ_SEED: seed };
  await runToEnd(bin('vitest'), ['run', '--config', 'tools/fuzz/vitest.fuzz.ts'], env);
}

/** Pictures of every page and of the way to the first email, into docs/screenshots; `pages` or `first-email` alone. */
async function screenshots(args) {
  await build();
  await runToEnd(process.execPath, ['tools/local-stack/dist/ensure-tools.js', 'redis', 'chromium']);
  await runToEnd(bin('vitest'), ['run', '--config', 'tools/screenshots/vitest.screenshots.ts', ...args]);
}

/** All rows, the schedule engine's first; or the rows named: `schedules`, `1`, `2` … */
async function bench(args) {
  const wantsSchedules = args.every((arg) => arg.startsWith('--')) || args.includes('schedules');
  if (wantsSchedules) await program('tools/schedules/bench.mjs', []);
  const others = args.filter((arg) => arg !== 'schedules');
  if (others.length > 0 || args.length === 0) await program('tools/bench/dist/main.js', others);
}

/** Brings everything up and stays until Ctrl-C: in this process, so that there is one fewer to stop. */
async function launch() {
  await build();
  await import(new URL('./local-stack/dist/main.js', import.meta.url).href);
}

async function test(args) {
  const projects = args.flatMap((arg, index) =>
    arg.startsWith('--project=')
      ? [arg.slice('--project='.length)]
      : arg === '--project'
        ? [args[index + 1]]
        : [],
  );
  const isWhole = projects.length === 0;
  const wants = (project) => (isWhole ? project !== PAGES : projects.includes(project));
  const watch = args.includes('--watch');
  if (isWhole && !watch) {
    await step('Linting', () => quietly(bin('biome'), ['check', '.']));
    await typecheck();
  } else {
    await compile();
  }
  if (wants('system') || wants(PAGES)) await buildPanel();
  const tools = [
    ...(['service', 'alone', 'faults', 'system', PAGES].some(wants) ? ['redis'] : []),
    ...(wants('system') || wants(PAGES) ? ['chromium'] : []),
  ];
  if (tools.length > 0)
    await runToEnd(process.execPath, ['tools/local-stack/dist/ensure-tools.js', ...tools]);
  const rest = args.filter((arg) => arg !== '--watch');
  await runTests(isWhole ? [...rest, `--project=!${PAGES}`] : rest, watch);
}

async function runTests(args, watch) {
  const all = args.includes('--all-engines');
  const rest = args.filter((arg) => arg !== '--all-engines');
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

// ---- means ----

function bin(name) {
  return join(ROOT, 'node_modules', '.bin', name);
}

/** Runs a program of ours, built first. */
async function program(path, args) {
  await compile();
  await runToEnd(process.execPath, [path, ...args]);
}

async function tool(name, args) {
  await runToEnd(bin(name), args);
}

/** Says on one line what is done and how long it took. */
async function step(title, work) {
  const startedAt = performance.now();
  process.stdout.write(`${title} … `);
  try {
    await work();
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`${seconds < 9.95 ? seconds.toFixed(1) : Math.round(seconds)} s\n`);
}

/** Does a step only if its output is missing or its inputs are not what they were when it last went well. */
async function unlessUnchanged(name, { inputs, output }, title, work) {
  const stamp = join(STAMPS, name);
  const hash = hashOf(inputs);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await step(title, work);
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, hash);
}

function hashOf(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesUnder(input))) {
    hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  const names = readdirSync(full)
    .filter((name) => !NOT_INPUTS.has(name))
    .sort();
  return names.flatMap((name) => filesUnder(join(path, name)));
}

function foldersIn(path) {
  const entries = readdirSync(join(ROOT, path), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(path, entry.name));
}

/** Runs a program whose output matters only if it fails. */
async function quietly(command, args, env = {}, cwd = ROOT) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  const code = await exitOf(child, command);
  if (code === 0) return;
  const lines = Buffer.concat(output)
    .toString()
    .split('\n')
    .filter((line) => !line.startsWith('npm warn'));
  throw new Failure(lines.slice(-LINES_SHOWN).join('\n').trim() || `${command} ended with exit code ${code}`);
}

/** Runs a program that talks to the terminal itself. */
async function runToEnd(command, args, env = {}) {
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' });
  // The terminal's Ctrl-C reaches the child as well: we only wait for its orderly end.
  process.on('SIGINT', () => {}).on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await exitOf(child, command);
  if (code !== 0) throw Object.assign(new Failure(''), { code });
}

async function exitOf(child, command) {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Failure(`${command} cannot be started: ${error.message}`)));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function heading(text) {
  console.log(`\n*** ${text} ***\n`);
}

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

checkNode();
main().catch((error) => {
  if (!(error instanceof Failure)) throw error;
  if (error.message) console.error(`\n${error.message}`);
  process.exit(error.code ?? 1);
});
