import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '@punctual/start/system/paths';
import type { Finding } from './finding.ts';
import { verdict } from './verdict.ts';

const FOLDER = join(ROOT, 'tools/verification/bench/results');

/** Keeps what was found, with what it was found on; answers the file. */
export async function saveResults(engine: string, quick: boolean, findings: Finding[]): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const at = new Date().toISOString();
  const machine = { node: process.version, cores: cpus().length, model: cpus()[0]?.model };
  const judged = findings.map((finding) => ({ ...finding, verdict: verdict(finding) }));
  const file = join(FOLDER, `${at.replace(/[:.]/g, '-')}.json`);
  await writeFile(file, `${JSON.stringify({ at, engine, quick, machine, findings: judged }, null, 2)}\n`);
  return file;
}
