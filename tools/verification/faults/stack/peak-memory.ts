import { readFileSync, writeFileSync } from 'node:fs';

/** To /proc/<pid>/clear_refs: the highest memory so far is forgotten (proc(5)). */
const FORGET_PEAK = '5';

/** Begins to watch the memory of a process; the answer says by how many bytes it has been above its present since. */
export function peakGrowth(pid: number): () => number {
  const before = bytes(pid, 'VmRSS');
  writeFileSync(`/proc/${pid}/clear_refs`, FORGET_PEAK);
  return () => bytes(pid, 'VmHWM') - before;
}

function bytes(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(
    readFileSync(`/proc/${pid}/status`, 'utf8'),
  )?.[1];
  if (!kilobytes) throw new Error(`The process ${pid} does not tell its ${field}.`);
  return Number(kilobytes) * 1_024;
}
