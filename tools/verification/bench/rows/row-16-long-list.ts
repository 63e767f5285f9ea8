import { DAY_MS } from '@punctual/contracts/time';
import { Types } from 'mongoose';
import type { Bench } from '../../support/measuring/bench.ts';
import type { Site } from '../../support/measuring/site.ts';
import { median, most, percentile, pieces } from '../../support/measuring/statistics.ts';
import { atMost, type Finding } from '../report/finding.ts';
import { amount } from '../report/format.ts';
import { openAccount } from '../support/account.ts';
import { LIST_SORTS, pageTimes, walkAll } from '../support/list-pages.ts';
import { seedJobs, seedPending } from '../support/seeding.ts';
import type { Row } from './row.ts';

const DEPTHS = 4;

/** Pages of one user's very long list, by cursor, at all depths and in every order. Its jobs are made within seconds. */
export const row16: Row = {
  number: 16,
  title: 'a page of 200,000 jobs, at any depth',
  async measure(bench) {
    const site = await bench.openSite();
    try {
      const { url } = await site.startScheduler();
      return [...(await spread(bench, site, url)), ...(await alike(bench, site, url))];
    } finally {
      await site.close();
    }
  },
};

/** 200 jobs at each instant, each of a name of its own. */
async function spread(bench: Bench, site: Site, url: string): Promise<Finding[]> {
  const account = await openAccount(url, 0);
  const jobs = bench.count(200_000, 20_000);
  await seedPending(site.collections, jobs, bench.say, [new Types.ObjectId(account.id)]);
  const name = { $concat: ['Job ', { $toString: '$_id' }] };
  await site.connection.collection('jobs').updateMany({}, [{ $set: { name } }]);
  const findings: Finding[] = [];
  for (const sort of LIST_SORTS) {
    bench.say(`by ${sort}`);
    findings.push(finding(sort, await pageTimes(site.collections, account, sort)));
  }
  await walkAll(account, 'nextRunAt', jobs);
  return findings;
}

/** All jobs at one instant and of one name. */
async function alike(bench: Bench, site: Site, url: string): Promise<Finding[]> {
  const account = await openAccount(url, 0);
  const schedule = { kind: 'once', at: new Date(Date.now() + DAY_MS).toISOString() } as const;
  const owner = new Types.ObjectId(account.id);
  await seedJobs(site.collections, bench.count(200_000, 20_000), () => schedule, bench.say, [owner]);
  const findings: Finding[] = [];
  for (const sort of ['nextRunAt', '-name'] as const) {
    bench.say(`by ${sort}, all alike`);
    findings.push(finding(`${sort}, all alike`, await pageTimes(site.collections, account, sort)));
  }
  return findings;
}

/** @param times in the order of the list */
function finding(what: string, times: number[]): Finding {
  const p95 = (of: number[]) => amount(percentile(of, 0.95));
  const depths = pieces(times, DEPTHS).map(p95).join(', ');
  return {
    ...{ row: 16, what: `a page of 100 by ${what}, p95 of all depths`, budget: atMost(50, '≤ 50 ms') },
    ...{ values: [percentile(times, 0.95)], unit: 'ms' },
    rival: `median ${amount(median(times))}, most ${amount(most(times))} ms; p95 of each quarter: ${depths} ms`,
  };
}
