import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockDataDir } from '../src/stack-lock.ts';

/** A folder that all may read, with a file in it. */
async function openFolder(file: string | null): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'punctual-data-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await chmod(folder, 0o755);
  if (file) await writeFile(join(folder, file), '{}');
  return folder;
}

test.each([
  ['is empty', null, 0o700],
  ['was of an earlier start', 'secrets.json', 0o700],
  ['holds other things', 'holiday.jpg', 0o755],
])('a data folder that others may read, and that %s, has this mode after a start', async (_, file, mode) => {
  const folder = await openFolder(file);
  const lock = await lockDataDir(folder);
  expect((await stat(folder)).mode & 0o777).toBe(mode);
  await lock.release();
});
