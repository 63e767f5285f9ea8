import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '@punctual/start/system/paths';
import { type Mutant, mutate } from './mutant.ts';

/** A copy of the checkout in which sources may be changed; its packages are those of the checkout. */
export class WorkingCopy {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<WorkingCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'punctual-mutants-'));
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const paths = files.split('\n').filter(Boolean);
    for (const path of paths) await copyIfThere(path, folder);
    const packages = new Set(paths.filter((path) => path.endsWith('package.json')).map(dirname));
    for (const path of packages) await linkPackages(path, folder);
    return new WorkingCopy(folder);
  }

  /** Applies a mutant for as long as `work` goes on. */
  async with<T>(mutant: Mutant, work: () => Promise<T>): Promise<T> {
    const path = join(this.folder, mutant.file);
    const source = await readFile(path, 'utf8');
    await writeFile(path, mutate(source, mutant));
    try {
      return await work();
    } finally {
      await writeFile(path, source);
    }
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

async function copyIfThere(path: string, folder: string): Promise<void> {
  try {
    await cp(join(ROOT, path), join(folder, path), { recursive: true });
  } catch (error) {
    // Deleted, and not committed yet.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/**
 * Gives a package of the copy the modules that it has in the checkout, and its build. The links of workspace packages
 * are relative, so that they lead to the copy; the store is that of the checkout.
 */
async function linkPackages(path: string, folder: string): Promise<void> {
  const [from, to] = [join(ROOT, path, 'node_modules'), join(folder, path, 'node_modules')];
  const copies = path === '.' ? (await readdir(from)).filter((name) => name !== '.pnpm') : null;
  const options = { recursive: true, verbatimSymlinks: true };
  if (copies) {
    for (const name of copies) await cp(join(from, name), join(to, name), options);
    await symlink(join(from, '.pnpm'), join(to, '.pnpm'));
  } else await cp(from, to, options).catch(ignoreAbsent);
  await cp(join(ROOT, path, 'dist'), join(folder, path, 'dist'), options).catch(ignoreAbsent);
}

function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
