import { setTimeout as pause } from 'node:timers/promises';
import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import type { Bench } from '../../support/measuring/bench.ts';
import type { Site } from '../../support/measuring/site.ts';
import { atMost, type Finding } from '../report/finding.ts';
import { amount } from '../report/format.ts';
import { memoryMb } from '../support/memory.ts';
import { seedDue } from '../support/seeding.ts';
import { until } from '../support/waiting.ts';
import type { Row } from './row.ts';

const API_AT_REST = atMost(120, '≤ 120 MB');
const WATCHER_AT_REST = atMost(160, '≤ 160 MB');
const GROWTH = atMost(20, '≤ 20 MB');
const REST_MS = 5_000;
const BATCH = 2_000;
const LEAD_MS = 3_000;
const DEADLINE_MS = 60_000;

/** Measures the memory of both services at rest, and its growth after many runs. */
export const row14: Row = {
  number: 14,
  title: 'memory at rest, and growth over many runs',
  async measure(bench) {
    const site = await bench.openSite();
    try {
      const scheduler = await site.startScheduler();
      const watcher = await site.startWatcher();
      await pause(REST_MS);
      const [api, rest] = await Promise.all([memoryMb(scheduler), memoryMb(watcher)]);
      return [
        finding('scheduler-service at rest', [api], API_AT_REST),
        finding('watcher-service at rest', [rest], WATCHER_AT_REST),
        await growth(bench, site, watcher),
      ];
    } finally {
      await site.close();
    }
  },
};

/** From when it has warmed up until the end, at rest both times. */
async function growth(bench: Bench, site: Site, watcher: SpawnedService): Promise<Finding> {
  const batches = bench.count(20, 4);
  const warm = Math.ceil(batches / 4);
  const seen: number[] = [];
  for (let batch = 1; batch <= batches; batch += 1) {
    bench.say(`${batch * BATCH} of ${batches * BATCH} runs`);
    await runBatch(site, batch * BATCH);
    if (batch === warm || batch === batches) {
      await pause(REST_MS);
      seen.push(await memoryMb(watcher));
    }
  }
  const [first = Number.NaN, last = Number.NaN] = seen;
  return {
    ...finding(`watcher-service, growth over ${(batches - warm) * BATCH} runs`, [last - first], GROWTH),
    rival: `${amount(first, 'MB')} after ${warm * BATCH} runs, ${amount(last, 'MB')} after ${batches * BATCH}`,
    notes: [`- The budget is for 1,000,000 runs; ${batches * BATCH} were made here.`],
  };
}

async function runBatch({ collections }: Site, total: number): Promise<void> {
  await seedDue(collections, BATCH, new Date(Date.now() + LEAD_MS));
  const isDone = async () => (await collections.runs.countDocuments({ status: 'COMPLETED' })) >= total;
  if (!(await until(isDone, DEADLINE_MS))) throw new Error(`${total} runs had not ended after a minute.`);
}

const finding = (what: string, values: number[], budget: Finding['budget']): Finding => ({
  row: 14,
  what,
  budget,
  values,
  unit: 'MB',
  rival: '',
});
