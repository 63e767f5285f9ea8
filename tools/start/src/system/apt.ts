import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { findTool } from './find-tool.ts';
import { SetupError } from './setup-error.ts';

const run = promisify(execFile);
const POLICY_FILE = '/usr/sbin/policy-rc.d';
const DO_NOT_START_SERVICES = '#!/bin/sh\nexit 101\n';
/** Somebody else may be installing at this moment: wait for them (seconds) instead of failing. */
const WAIT_FOR_LOCK = ['-o', 'DPkg::Lock::Timeout=180'];

/** Tells if packages can be installed with apt: Debian or Ubuntu, as root. */
export function canUseApt(): boolean {
  return process.getuid?.() === 0 && findTool(['apt-get']) !== null;
}

/** Installs Debian packages without their recommendations and without starting the services they bring. */
export async function aptInstall(packages: readonly string[]): Promise<void> {
  const guarded = await forbidServiceStarts();
  try {
    await apt(['update', '-qq']);
    await apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  } finally {
    if (guarded) await rm(POLICY_FILE, { force: true });
  }
}

/**
 * A database's package starts it on its default port, under the system's control and with the system's data.
 * Debian's own way to forbid that is this file; one that is there already is left alone.
 */
async function forbidServiceStarts(): Promise<boolean> {
  if (existsSync(POLICY_FILE)) return false;
  await writeFile(POLICY_FILE, DO_NOT_START_SERVICES, { mode: 0o755 });
  return true;
}

async function apt(args: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', [...WAIT_FOR_LOCK, ...args], { env, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new SetupError(`apt-get ${args.join(' ')} failed:\n${output.split('\n').slice(-8).join('\n')}`);
  }
}
