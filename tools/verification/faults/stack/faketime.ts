import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findTool } from '@punctual/start/system/find-tool';
import type { Environment } from './network-proxies.ts';

const run = promisify(execFile);
const PACKAGE = 'libfaketime';
const LIBRARY = 'libfaketimeMT.so.1';
const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'punctual', 'faketime');

/** A wall clock that a test sets, for the processes started with its `env`; their timers go on as ever. */
export interface FakeClock {
  env: Environment;
  /** So much is the clock ahead of the true time, from now on. */
  set(seconds: number): void;
  /** It is this instant now. */
  setTo(instant: Date): void;
}

/** @param library where libfaketime lies */
export function fakeClock(library: string, folder: string): FakeClock {
  const file = join(folder, `clock-${randomUUID()}`);
  const set = (seconds: number) => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  set(0);
  const setTo = (instant: Date) => set(Math.round((instant.getTime() - Date.now()) / 1_000));
  const env = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    DONT_FAKE_MONOTONIC: '1',
  };
  return { env, set, setTo };
}

/**
 * The library that moves a process's clock: from the system, from an earlier run, or out of Debian's package, which
 * is downloaded and unpacked, not installed. Otherwise why there is none.
 */
export async function findFaketime(): Promise<{ library: string } | { why: string }> {
  const there = (await installed()) ?? (await libraryIn(CACHE));
  if (there) return { library: there };
  if (!findTool(['apt-get']) || !findTool(['dpkg-deb']))
    return { why: `${PACKAGE} is not installed, and this is not Debian, whose package would be unpacked` };
  try {
    return { library: await unpack() };
  } catch (error) {
    // One line of it: the reason stands in a table.
    return { why: `${PACKAGE} cannot be had: ${String(error).split('\n', 1)}` };
  }
}

async function unpack(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'punctual-faketime-'));
  try {
    // A fresh machine has no lists of packages yet.
    await run('apt-get', ['download', PACKAGE], { cwd: folder }).catch(async () => {
      await run('apt-get', ['update', '-qq']);
      await run('apt-get', ['download', PACKAGE], { cwd: folder });
    });
    const archive = (await readdir(folder)).find((name) => name.endsWith('.deb'));
    if (!archive) throw new Error('apt-get has downloaded nothing.');
    await run('dpkg-deb', ['-x', join(folder, archive), join(folder, 'unpacked')]);
    const library = await libraryIn(join(folder, 'unpacked'));
    if (!library) throw new Error(`${archive} has no ${LIBRARY}.`);
    await mkdir(CACHE, { recursive: true });
    await run('cp', [library, join(CACHE, `${LIBRARY}.new`)]);
    await rename(join(CACHE, `${LIBRARY}.new`), join(CACHE, LIBRARY));
    return join(CACHE, LIBRARY);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function installed(): Promise<string | null> {
  const folders = ['/usr/lib', '/usr/local/lib'].filter((folder) => existsSync(folder));
  const machines = await Promise.all(
    folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name, 'faketime'))),
  );
  const all = [...folders.map((folder) => join(folder, 'faketime')), ...machines.flat()];
  return all.map((folder) => join(folder, LIBRARY)).find((file) => existsSync(file)) ?? null;
}

async function libraryIn(folder: string): Promise<string | null> {
  if (!existsSync(folder)) return null;
  const files = await readdir(folder, { recursive: true });
  const found = files.find((file) => file.endsWith(LIBRARY));
  return found ? join(folder, found) : null;
}
