import { call } from '@punctual/contracts/api/client';
import { runJob } from '@punctual/contracts/api/job-actions-contract';
import type { Bench } from '../../support/measuring/bench.ts';
import { openLoop } from '../../support/measuring/open-loop.ts';
import type { Site } from '../../support/measuring/site.ts';
import { percentile, pieces } from '../../support/measuring/statistics.ts';
import { atMost, type Finding } from '../report/finding.ts';
import { series } from '../report/format.ts';
import { openAccount } from '../support/account.ts';
import { until } from '../support/waiting.ts';
import type { Row } from './row.ts';

const BUDGET = atMost(15, '≤ 15 ms');
const PER_SECOND = 50;
const JOBS = 100;
const WARM_UP = 100;
const WINDOWS = 5;
const DEADLINE_MS = 20_000;

interface Request {
  runId: string;
  planned: number;
  answeredMs: number;
}

/** From the request to run a job now, by HTTP with a JWT, to the start of its run. */
export const row06: Row = {
  number: 6,
  title: 'run now: request to start',
  async measure(bench) {
    const site = await bench.openSite();
    try {
      const [{ url }] = await Promise.all([site.startScheduler(), site.startWatcher()]);
      const requests = await askToRun(bench, url, PER_SECOND * bench.count(30, 6));
      const starts = await startsOf(site, requests);
      return [finding(pieces(starts, WINDOWS), pieces(requests, WINDOWS))];
    } finally {
      await site.close();
    }
  },
};

async function askToRun(bench: Bench, url: string, count: number): Promise<Request[]> {
  const { fetch, jobIds } = await openAccount(url, JOBS);
  const send = async (number: number, planned: number): Promise<Request> => {
    const id = jobIds[number % jobIds.length] as string;
    const run = await call(fetch, runJob, { params: { id } });
    return { runId: run.id, planned, answeredMs: Date.now() - planned };
  };
  await openLoop(PER_SECOND, WARM_UP, send);
  bench.say(`${count / PER_SECOND} s of ${PER_SECOND} requests a second`);
  return openLoop(PER_SECOND, count, send);
}

/** ms from the planned instant of each request to the start of its run. */
async function startsOf({ collections: { runs } }: Site, requests: Request[]): Promise<number[]> {
  await until(
    async () => (await runs.countDocuments({ status: { $in: ['PENDING', 'RUNNING'] } })) === 0,
    DEADLINE_MS,
  );
  const all = await runs.find().toArray();
  const startedAt = new Map(all.map((run) => [run._id.toHexString(), run.startedAt?.getTime()]));
  return requests.map(({ runId, planned }) => (startedAt.get(runId) ?? Number.NaN) - planned);
}

function finding(starts: number[][], requests: Request[][]): Finding {
  const p99 = starts.map((ms) => percentile(ms, 0.99));
  const answered = requests.map((some) =>
    percentile(
      some.map(({ answeredMs }) => answeredMs),
      0.99,
    ),
  );
  const p50 = starts.map((ms) => percentile(ms, 0.5));
  const never = starts.flat().filter((ms) => !Number.isFinite(ms)).length;
  return {
    row: 6,
    what: 'run now at 50/s: request to start, p99',
    budget: BUDGET,
    values: p99,
    unit: 'ms',
    rival: `p50 ${series(p50, 'ms')}; answer p99 ${series(answered, 'ms')}; no pg-boss (needs PostgreSQL)`,
    notes:
      never > 0 ? [`- ${never} of ${starts.flat().length} were not started (skipped as overlapping).`] : [],
  };
}
