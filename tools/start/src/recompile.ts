import { execFile } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './system/paths.ts';
import { formatDuration, type Log } from './system/progress.ts';

const run = promisify(execFile);
const WATCHED = ['shared/contracts/src', 'shared/engine/src', 'scheduler-service/src', 'watcher-service/src'];
const SOURCE = /\.ts$/;
/** Editors write a file in several steps (ms). */
const SETTLE_MS = 50;

/**
 * Compiles after every change of a source, so that `node --watch` reloads; returns how to stop.
 * Not `tsc -b --watch`: version 7 of the compiler polls without pause and misses changes all the same.
 */
export function recompileOnChange(log: Log): () => Promise<void> {
  const compile = oneAtATime(() => compileOnce(log));
  let timer: NodeJS.Timeout | undefined;
  const changed = (_event: string, file: string | null) => {
    if (file !== null && !SOURCE.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(compile.request, SETTLE_MS);
  };
  const watchers = WATCHED.map((folder) => watch(join(ROOT, folder), { recursive: true }, changed));
  for (const watcher of watchers) watcher.on('error', (error) => log(`Watching failed: ${error.message}`));
  return async () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    await compile.idle();
  };
}

async function compileOnce(log: Log): Promise<void> {
  const startedAt = performance.now();
  try {
    await run(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-b'], { cwd: ROOT });
    log(`compiled in ${formatDuration(performance.now() - startedAt)}`);
  } catch (error) {
    // Errors of types are the developer's news, not ours: the services go on with what was compiled before.
    log(error instanceof Error && 'stdout' in error ? String(error.stdout).trim() : String(error));
  }
}

/** Runs a piece of work on request, once more afterwards if it was requested meanwhile. */
function oneAtATime(work: () => Promise<void>) {
  let current: Promise<void> | undefined;
  let again = false;
  const loop = async () => {
    do {
      again = false;
      await work();
    } while (again);
    current = undefined;
  };
  const request = () => {
    again = true;
    current ??= loop();
  };
  return { request, idle: async () => current };
}
