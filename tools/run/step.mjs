import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './processes.mjs';

const STAMPS = join(ROOT, 'node_modules', '.cache', 'punctual');
const NOT_INPUTS = new Set(['node_modules', 'dist', '.tsc']);

/**
 * Says on one line what is done and how long it took.
 * @param {string} title
 * @param {() => Promise<void>} work
 */
export async function step(title, work) {
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

/**
 * Does a step only if its output is missing or its inputs are not what they were when it last went well.
 * @param {string} name of the stamp that remembers it
 * @param {{ inputs: string[], output: string }} files
 * @param {string} title
 * @param {() => Promise<void>} work
 */
export async function unlessUnchanged(name, { inputs, output }, title, work) {
  const stamp = join(STAMPS, name);
  const hash = hashOf(inputs);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await step(title, work);
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, hash);
}

/** @param {string[]} inputs */
function hashOf(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesUnder(input))) {
    hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  const names = readdirSync(full)
    .filter((name) => !NOT_INPUTS.has(name))
    .sort();
  return names.flatMap((name) => filesUnder(join(path, name)));
}

/** @param {string} path */
export function foldersIn(path) {
  const entries = readdirSync(join(ROOT, path), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(path, entry.name));
}
