import { Types } from 'mongoose';
import type { Bench } from '../../support/measuring/bench.ts';
import { percentile } from '../../support/measuring/statistics.ts';
import { atMost } from '../report/finding.ts';
import { series } from '../report/format.ts';
import { openAccount } from '../support/account.ts';
import { Reader } from '../support/reader.ts';
import { seedDue, seedPending } from '../support/seeding.ts';
import { until, untilInstant } from '../support/waiting.ts';
import type { Row } from './row.ts';

const PER_SECOND = 200;
const READ = 2_000;
const LEAD_MS = 9_000;
const DEADLINE_MS = 120_000;

/** The API's p99 while ten thousand runs are made and done, over its p99 while nothing is due. */
export const row09: Row = {
  number: 9,
  title: 'API p99 while row 1 runs, over idle',
  async measure(bench) {
    const rounds: { idle: number; busy: number }[] = [];
    for (let round = 0; round < bench.rounds; round += 1) rounds.push(await roundOf(bench, round));
    const [idle, busy] = [rounds.map(({ idle }) => idle), rounds.map(({ busy }) => busy)];
    return [
      {
        ...{ row: 9, what: 'API p99 at 200/s while row 1 runs, over idle', budget: atMost(4, '≤ 4 ×') },
        ...{ values: rounds.map((one) => one.busy / one.idle), unit: '×' },
        rival: `p99 ${series(busy, 'ms')} busy, ${series(idle, 'ms')} idle`,
      },
    ];
  },
};

async function roundOf(bench: Bench, round: number): Promise<{ idle: number; busy: number }> {
  bench.say(`round ${round + 1} of ${bench.rounds}`);
  const site = await bench.openSite();
  try {
    const [{ url }] = await Promise.all([site.startScheduler(), site.startWatcher()]);
    const account = await openAccount(url, 0);
    await seedPending(site.collections, READ, bench.say, [new Types.ObjectId(account.id)]);
    const jobs = await site.collections.jobs.find({}, { projection: { _id: 1 } }).toArray();
    const reader = new Reader(url, account.token);
    let next = 0;
    const pathOf = () => `/users/jobs/${jobs[next++ % jobs.length]?._id.toHexString()}`;
    const seconds = bench.count(8, 3);
    const p99 = async (count: number) => percentile(await reader.latencies(PER_SECOND, count, pathOf), 0.99);
    await p99(PER_SECOND); // the first requests compile the code
    const idle = await p99(PER_SECOND * seconds);
    const due = bench.count(10_000, 2_000);
    const dueAt = new Date(Date.now() + LEAD_MS);
    await seedDue(site.collections, due, dueAt);
    await untilInstant(dueAt);
    const done = async () => (await site.collections.runs.countDocuments({ status: 'COMPLETED' })) >= due;
    const busy = await p99(PER_SECOND * seconds);
    const isDone = await until(done, DEADLINE_MS);
    await reader.close();
    return { idle, busy: isDone ? busy : Number.NaN };
  } finally {
    await site.close();
  }
}
