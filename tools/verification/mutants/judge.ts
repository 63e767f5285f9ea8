import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Mutant, titlePattern } from './mutant.ts';
import type { WorkingCopy } from './working-copy.ts';

/** `killed`: the named test has failed. `survived`: it passed although the protection was out. */
export type Verdict = { kind: 'killed' | 'survived' } | { kind: 'not judged'; why: string };

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { message?: string }[];
}

/** Takes a protection out of the copy, and runs the test that is named for it. */
export const judge = (copy: WorkingCopy, mutant: Mutant): Promise<Verdict> =>
  copy.with(mutant, async () => {
    const { built = [], test, title } = mutant;
    if (built.length > 0) {
      const { code, output } = await run(copy, 'tsc', ['-b', ...built]);
      if (code !== 0) return { kind: 'not judged', why: `it does not compile: ${output}` };
    }
    const file = join(copy.folder, 'mutant.json');
    await rm(file, { force: true });
    const args = [
      'run',
      test,
      '-t',
      titlePattern(title),
      '--bail=1',
      '--reporter=json',
      `--outputFile=${file}`,
    ];
    const { output } = await run(copy, 'vitest', args);
    return judgeReport(await readReport(file), output);
  });

function judgeReport(report: Report | null, output: string): Verdict {
  if (!report) return { kind: 'not judged', why: `the test did not run: ${output.slice(-2_000)}` };
  if (report.numFailedTests > 0) return { kind: 'killed' };
  if (report.numPassedTests > 0) return { kind: 'survived' };
  const why = report.testResults.map(({ message }) => message).join('\n');
  return { kind: 'not judged', why: why || 'no test has this title' };
}

async function readReport(file: string): Promise<Report | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Report;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function run(
  { folder }: WorkingCopy,
  name: string,
  args: string[],
): Promise<{ code: number; output: string }> {
  const child = spawn(join(folder, 'node_modules/.bin', name), args, { cwd: folder });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
