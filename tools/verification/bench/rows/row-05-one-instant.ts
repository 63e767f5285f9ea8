import type { Bench } from '../../support/measuring/bench.ts';
import type { Site } from '../../support/measuring/site.ts';
import { most } from '../../support/measuring/statistics.ts';
import { atMost } from '../report/finding.ts';
import { series } from '../report/format.ts';
import { bullmqLateness } from '../rivals/bullmq-delayed.ts';
import { seedDue } from '../support/seeding.ts';
import { until } from '../support/waiting.ts';
import type { Row } from './row.ts';

const BUDGET = atMost(2, '≤ 2.0 s (aim 1.0)');
const LEAD_MS = 6_000;
const DEADLINE_MS = 90_000;

/** Measures how long after the instant at which very many are due the last of them starts. */
export const row05: Row = {
  number: 5,
  title: 'many due at one instant: the last start',
  async measure(bench) {
    const count = bench.count(5_000, 1_000);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < bench.rounds; round += 1) {
      bench.say(`round ${round + 1} of ${bench.rounds}: ${count} due at one instant`);
      ours.push(await lastStart(bench, count));
      const dueAt = Date.now() + LEAD_MS;
      const late = await bullmqLateness(
        bench.redisUrl,
        Array.from({ length: count }, () => dueAt),
      );
      theirs.push(most(late) / 1_000);
    }
    return [
      {
        row: 5,
        what: `${count} due at one instant: the last start`,
        budget: BUDGET,
        values: ours,
        unit: 's',
        rival: `BullMQ delayed ${series(theirs, 's')}, without any record`,
        details: { bullmqDelayed: theirs },
      },
    ];
  },
};

async function lastStart(bench: Bench, count: number): Promise<number> {
  const site = await bench.openSite();
  try {
    await site.startWatcher();
    const dueAt = new Date(Date.now() + LEAD_MS);
    await seedDue(site.collections, count, dueAt);
    return await started(site, count, dueAt);
  } finally {
    await site.close();
  }
}

async function started(site: Site, count: number, dueAt: Date): Promise<number> {
  const { runs } = site.collections;
  const allDone = async () => (await runs.countDocuments({ status: 'COMPLETED' })) >= count;
  if (!(await until(allDone, DEADLINE_MS, 250))) return Number.NaN;
  const [last] = await runs.find().sort({ startedAt: -1 }).limit(1).toArray();
  return ((last?.startedAt?.getTime() ?? Number.NaN) - dueAt.getTime()) / 1_000;
}
