import { call } from '@punctual/shared/api/client';
import { JOB_SORTS, type JobSort, listJobs } from '@punctual/shared/api/jobs-contract';
import { Types } from 'mongoose';
import { atMost, type Finding } from '../report/finding.ts';
import { series } from '../report/format.ts';
import { type Account, openAccount } from '../support/account.ts';
import { seedPending } from '../support/seeding.ts';
import { percentile } from '../support/statistics.ts';
import type { Row } from './row.ts';

const LIMIT = 100;
/** Pages that are skipped, in one stride, between those that are timed: to come to every depth. */
const STRIDE = 40;

/** Pages of one user's very long list, by cursor, at all depths and in every order. */
export const row16: Row = {
  number: 16,
  title: 'a page of 200,000 jobs, at any depth',
  async measure(bench) {
    const jobs = bench.count(200_000, 20_000);
    const site = await bench.openSite();
    try {
      const { url } = await site.startScheduler();
      const account = await openAccount(url, 0);
      await seedPending(site.collections, jobs, bench.say, [new Types.ObjectId(account.id)]);
      const name = { $concat: ['Job ', { $toString: '$_id' }] };
      await site.collections.jobs.updateMany({}, [{ $set: { name } }]);
      const findings: Finding[] = [];
      for (const sort of JOB_SORTS.filter((one) => !/lastRun/.test(one))) {
        bench.say(`by ${sort}`);
        findings.push(finding(sort, await walk(account, sort, jobs)));
      }
      return findings;
    } finally {
      await site.close();
    }
  },
};

/** ms of each page that was timed: of every stride one. */
async function walk({ fetch }: Account, sort: JobSort, jobs: number): Promise<number[]> {
  const times: number[] = [];
  let cursor: string | undefined;
  let seen = 0;
  for (let page = 0; page === 0 || cursor; page += 1) {
    const startedAt = performance.now();
    const query = { sort, limit: String(LIMIT), ...(cursor ? { cursor } : {}) };
    const { data, nextCursor } = await call(fetch, listJobs, { query });
    if (page % STRIDE === 1) times.push(performance.now() - startedAt);
    seen += data.length;
    cursor = nextCursor ?? undefined;
  }
  if (seen !== jobs) throw new Error(`Of ${jobs} jobs ${seen} were listed by ${sort}.`);
  return times;
}

const finding = (sort: string, times: number[]): Finding => ({
  ...{ row: 16, what: `a page of ${LIMIT} by ${sort}, p95 of all depths`, budget: atMost(50, '≤ 50 ms') },
  ...{ values: [percentile(times, 0.95)], unit: 'ms', rival: `all: ${series(times, 'ms')}` },
});
