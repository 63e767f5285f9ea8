import { atLeast, type Finding } from '../report/finding.ts';
import { series } from '../report/format.ts';
import { openReadingSite, type ReadingSite } from '../support/reading-site.ts';
import type { Row } from './row.ts';

/** Most jobs that are read in a ms of a round. */
const JOBS_PER_MS = 2;

/** GET one job with as many requests under way as the server takes, over the bare one, in turns. */
export const row08: Row = {
  number: 8,
  title: 'GET one job at saturation',
  async measure(bench) {
    const ms = bench.count(4_000, 1_500);
    const site = await openReadingSite(bench, bench.rounds * ms * JOBS_PER_MS);
    try {
      const rounds: Round[] = [];
      for (let round = 0; round < bench.rounds; round += 1) {
        bench.say(`round ${round + 1} of ${bench.rounds}`);
        rounds.push(await roundOf(site, ms));
      }
      return findings(rounds);
    } finally {
      await site.close();
    }
  },
};

/** Requests a second. */
type Round = Record<'bare' | 'read' | 'cached', number>;

const roundOf = async ({ ours, bare, fresh, known }: ReadingSite, ms: number): Promise<Round> => ({
  bare: await bare.saturation(ms, fresh),
  read: await ours.saturation(ms, fresh),
  cached: await ours.saturation(ms, known),
});

function findings(rounds: Round[]): Finding[] {
  const of = (kind: keyof Round) => rounds.map((round) => round[kind]);
  const over = (kind: keyof Round) => rounds.map((round) => round[kind] / round.bare);
  const rival = (kind: keyof Round) =>
    `${series(of(kind), '/s')} of the bare one's ${series(of('bare'), '/s')}`;
  return [
    {
      ...{ row: 8, what: 'GET one job at saturation, over the bare one', budget: atLeast(0.8, '≥ 0.8 ×') },
      ...{ values: over('read'), unit: '×', rival: rival('read') },
    },
    {
      ...{ row: 8, what: 'the same, cached', budget: atLeast(3, '≥ 3 ×') },
      ...{ values: over('cached'), unit: '×', rival: rival('cached') },
    },
  ];
}
