import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SECRETS_FILE } from './secrets.ts';
import type { ManagedProcess } from './system/processes.ts';
import { SetupError } from './system/setup-error.ts';

/** Time within which the guard of a start that was killed hard stops its leftovers (ms). */
const LEFTOVERS_DEADLINE_MS = 10_000;
const POLL_MS = 100;
/** `npm start` is tools/run.mjs, which goes on as tools/start. */
const STACK_COMMAND = /run\.mjs|tools\/start/;

const OWNER_ONLY = 0o700;
const OTHERS = 0o077;

interface Owner {
  pid: number;
  children: Array<{ name: string; pid: number }>;
}

/** Two starts on one data folder would destroy it: only one at a time has its lock. */
export interface StackLock {
  /** These processes work on the folder as well. */
  add(processes: ManagedProcess[]): Promise<void>;
  release(): Promise<void>;
}

/**
 * Closes a data folder to other users: one of an earlier release, or one that was made for it. A folder that holds
 * other things is left as it is: what is written there is for its owner alone by the umask.
 */
async function keepPrivate(dataDir: string): Promise<void> {
  const names = await readdir(dataDir);
  const isOurs = names.length === 0 || names.includes(SECRETS_FILE);
  const { mode, uid } = await stat(dataDir);
  if (isOurs && (mode & OTHERS) !== 0 && uid === process.getuid?.()) await chmod(dataDir, OWNER_ONLY);
}

/** Takes the data folder, or says who has it. */
export async function lockDataDir(dataDir: string): Promise<StackLock> {
  // Mail, secrets and the database lie in it.
  await mkdir(dataDir, { recursive: true, mode: OWNER_ONLY });
  await keepPrivate(dataDir);
  const file = join(dataDir, 'stack.json');
  const owner = await readOwner(file);
  if (owner) await refuseIfAlive(owner, dataDir);
  const current: Owner = { pid: process.pid, children: [] };
  const save = () => writeFile(file, JSON.stringify(current));
  await save();
  return {
    add: async (processes) => {
      current.children.push(...processes.map(({ name, pid }) => ({ name, pid })));
      await save();
    },
    release: () => rm(file, { force: true }),
  };
}

async function readOwner(file: string): Promise<Owner | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Owner;
  } catch {
    return null; // no start before, or one that was cut off while it wrote this
  }
}

async function refuseIfAlive(owner: Owner, dataDir: string): Promise<void> {
  if (owner.pid !== process.pid && STACK_COMMAND.test(commandOf(owner.pid))) {
    throw new SetupError(
      `Punctual is already running with ${dataDir} (process ${owner.pid}). ` +
        `Stop it with Ctrl-C there, or type: kill ${owner.pid}`,
    );
  }
  const deadline = performance.now() + LEFTOVERS_DEADLINE_MS;
  while (leftover(owner) && performance.now() < deadline) await pause(POLL_MS);
  const left = leftover(owner);
  if (left) {
    throw new SetupError(
      `${left.name} of an earlier start is still running (process ${left.pid}). Type: kill ${left.pid}`,
    );
  }
}

/** Numbers are given out again: a process counts only if its command still bears the name. */
function leftover(owner: Owner) {
  return owner.children.find(({ name, pid }) => commandOf(pid).includes(name));
}

function commandOf(pid: number): string {
  try {
    // Small systems have no ps, others no /proc.
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
  } catch {
    return ''; // no such process
  }
}
