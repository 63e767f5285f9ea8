import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import { median } from '../../support/measuring/statistics.ts';

const KILO = 1_024;
const SAMPLES = 10;
const EVERY_MS = 500;

/** MB that the process holds in memory now; NaN where the system does not tell. */
async function residentMb({ process: { pid } }: SpawnedService): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / KILO;
}

/** MB over five seconds: the collector of garbage comes and goes. */
export async function memoryMb(service: SpawnedService): Promise<number> {
  const samples: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    samples.push(await residentMb(service));
    await pause(EVERY_MS);
  }
  return median(samples);
}
