import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const LINES_SHOWN = 40;

/** A failure that is explained already, or is by its message; never shown with a stack. */
export class Failure extends Error {
  /**
   * @param {string} message
   * @param {number} code the exit code that this process ends with
   */
  constructor(message, code = 1) {
    super(message);
    this.code = code;
  }
}

/** @param {string} name of a program that a package brings along */
export function bin(name) {
  return join(ROOT, 'node_modules', '.bin', name);
}

/**
 * @param {string} name
 * @param {string[]} args
 */
export async function tool(name, args) {
  await runToEnd(bin(name), args);
}

/**
 * Runs a program whose output matters only if it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} env beside the environment of this process
 * @param {string} cwd
 */
export async function quietly(command, args, env = {}, cwd = ROOT) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  /** @type {Buffer[]} */
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

/**
 * Runs a program that talks to the terminal itself.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} env beside the environment of this process
 */
export async function runToEnd(command, args, env = {}) {
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' });
  // Ctrl-C of the terminal reaches the child as well: only its orderly end is waited for.
  process.on('SIGINT', () => {}).on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await exitOf(child, command);
  if (code !== 0) throw new Failure('', code);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} command
 * @returns {Promise<number>}
 */
async function exitOf(child, command) {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Failure(`${command} cannot be started: ${error.message}`)));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
