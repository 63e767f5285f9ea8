import { percentile } from '../../support/measuring/statistics.ts';
import { atMost, type Finding } from '../report/finding.ts';
import { series } from '../report/format.ts';
import { openReadingSite, type ReadingSite } from '../support/reading-site.ts';
import type { Row } from './row.ts';

const PER_SECOND = 200;

/** GET one job with a JWT: p99 over that of a bare Express + jsonwebtoken + mongoose findOne, in turns. */
export const row07: Row = {
  number: 7,
  title: 'GET one job at 200/s',
  async measure(bench) {
    const count = PER_SECOND * bench.count(8, 3);
    const site = await openReadingSite(bench, bench.rounds * count * 2);
    try {
      const rounds: Round[] = [];
      for (let round = 0; round < bench.rounds; round += 1) {
        bench.say(`round ${round + 1} of ${bench.rounds}: ${PER_SECOND} requests a second`);
        rounds.push(await roundOf(site, count));
      }
      return findings(rounds);
    } finally {
      await site.close();
    }
  },
};

/** p99 in ms. */
type Round = Record<'bare' | 'read' | 'cached', number>;

async function roundOf({ ours, bare, fresh, known }: ReadingSite, count: number): Promise<Round> {
  const p99 = async (latencies: Promise<number[]>) => percentile(await latencies, 0.99);
  return {
    bare: await p99(bare.latencies(PER_SECOND, count, fresh)),
    read: await p99(ours.latencies(PER_SECOND, count, fresh)),
    cached: await p99(ours.latencies(PER_SECOND, count, known)),
  };
}

function findings(rounds: Round[]): Finding[] {
  const of = (kind: keyof Round) => rounds.map((round) => round[kind]);
  const over = (kind: keyof Round) => rounds.map((round) => round[kind] / round.bare);
  const rival = (kind: keyof Round) => `p99 ${series(of(kind), 'ms')}; bare ${series(of('bare'), 'ms')}`;
  return [
    {
      ...{ row: 7, what: 'GET one job at 200/s, p99 over the bare one', budget: atMost(2, '≤ 2 ×') },
      ...{ values: over('read'), unit: '×', rival: rival('read') },
    },
    {
      ...{ row: 7, what: 'the same, cached', budget: atMost(0.7, '≤ 0.7 ×') },
      ...{ values: over('cached'), unit: '×', rival: rival('cached') },
    },
  ];
}
