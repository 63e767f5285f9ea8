import type { Bench } from '../../support/measuring/bench.ts';
import { percentile, pieces } from '../../support/measuring/statistics.ts';
import { atMost, type Finding } from '../report/finding.ts';
import { amount, series } from '../report/format.ts';
import { bullmqLateness } from '../rivals/bullmq-delayed.ts';
import { seedJobs } from '../support/seeding.ts';
import { until } from '../support/waiting.ts';
import type { Row } from './row.ts';

const PER_SECOND = 100;
const GAP_MS = 1_000 / PER_SECOND;
const WINDOWS = 5;
const LEAD_MS = 6_000;
const GRACE_MS = 15_000;

/** Measures how late runs start that become due evenly, one after the other. */
export const row04: Row = {
  number: 4,
  title: 'lateness at 100 due/s',
  async measure(bench) {
    const count = PER_SECOND * bench.count(60, 10);
    const { starts, ends } = await ours(bench, count);
    bench.say(`BullMQ's own delayed jobs: ${count / PER_SECOND} s`);
    const theirs = await bullmqLateness(bench.redisUrl, dueTimes(count));
    return findings(pieces(starts, WINDOWS), pieces(ends, WINDOWS), pieces(theirs, WINDOWS));
  },
};

const dueTimes = (count: number): number[] => {
  const first = Date.now() + LEAD_MS;
  return Array.from({ length: count }, (_, i) => first + i * GAP_MS);
};

/** ms from due to the start, and to the end of what the job does, in the order in which they were due. */
async function ours(bench: Bench, count: number): Promise<{ starts: number[]; ends: number[] }> {
  const site = await bench.openSite();
  try {
    await site.startWatcher();
    const times = dueTimes(count);
    bench.say(`${count / PER_SECOND} s with ${PER_SECOND} due in each`);
    await seedJobs(site.collections, count, (n) => ({
      kind: 'once',
      at: new Date(times[n] as number).toISOString(),
    }));
    const { runs } = site.collections;
    const completed = async () => (await runs.countDocuments({ status: 'COMPLETED' })) >= count;
    await until(completed, (count / PER_SECOND) * 1_000 + LEAD_MS + GRACE_MS, 1_000);
    const found = await runs.find({ status: 'COMPLETED' }).sort({ dueAt: 1 }).toArray();
    const since = (at: Date | null, dueAt: Date) => (at?.getTime() ?? Number.NaN) - dueAt.getTime();
    return {
      starts: found.map(({ startedAt, dueAt }) => Math.max(0, since(startedAt, dueAt))),
      ends: found.map(({ finishedAt, dueAt }) => since(finishedAt, dueAt)),
    };
  } finally {
    await site.close();
  }
}

function findings(starts: number[][], ends: number[][], theirs: number[][]): Finding[] {
  const at = (share: number, windows: number[][]) => windows.map((ms) => percentile(ms, share));
  const [p50, p99, rival50, rival99] = [at(0.5, starts), at(0.99, starts), at(0.5, theirs), at(0.99, theirs)];
  const all = { row: 4, unit: 'ms' } as const;
  const ratios = p99.map((ms, i) => ms / (rival99[i] ?? Number.NaN));
  const done = [at(0.5, ends), at(0.99, ends)].map((values) => series(values, 'ms'));
  return [
    {
      ...all,
      what: 'lateness at 100/s, p50',
      budget: atMost(5, '≤ 5 ms'),
      values: p50,
      rival: `BullMQ delayed ${series(rival50, 'ms')}`,
    },
    {
      ...all,
      what: 'lateness at 100/s, p99',
      budget: atMost(25, '≤ 25 ms'),
      values: p99,
      rival: `BullMQ delayed ${series(rival99, 'ms')}`,
      notes: [
        `- ${starts.flat().length} runs in ${WINDOWS} windows. Start is the instant at which the worker asks for the run; ` +
          `what the job does had ended ${done[0]} (p50) and ${done[1]} (p99) after due; latest start ${amount(Math.max(...starts.flat()), 'ms')}.`,
      ],
    },
    {
      ...all,
      what: 'its p99 over that of BullMQ delayed jobs',
      budget: atMost(0.25, '≤ 0.25 ×'),
      values: ratios,
      unit: '×',
      rival: '',
    },
  ];
}
