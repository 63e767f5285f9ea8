import type { SpawnedService } from '@punctual/testing/backing/spawn-service';
import type { Bench } from '../../support/measuring/bench.ts';
import type { Site } from '../../support/measuring/site.ts';
import { atMost, type Finding } from '../report/finding.ts';
import type { Audit } from '../support/audit.ts';
import { throughputRound } from '../support/throughput.ts';
import type { Row } from './row.ts';
import { countsOf, plainRound } from './throughput-rounds.ts';

const BUDGET = atMost(0, '0');
/** Shorter than by default, so that what the killed one held is taken over soon. */
const LEASE = { LEASE_MS: '5000' };

/** Checks that every occurrence has its one record, without a fault and with a watcher killed half way. */
export const row03: Row = {
  number: 3,
  title: 'lost or doubled runs',
  async measure(bench) {
    const plain: Audit[] = [];
    for (let round = 0; round < bench.rounds; round += 1) plain.push((await plainRound(bench, round)).audit);
    const alone = await killed(bench, 1, async ([only], site) => {
      only?.kill('SIGKILL');
      await site.startWatcher(LEASE);
    });
    const four = await killed(bench, 4, async ([first]) => first?.kill('SIGKILL'));
    return [
      finding(`of ${countsOf(bench).due}, 1 watcher, ${bench.rounds} rounds`, plain),
      finding('the same, killed -9 half way, another started', [alone]),
      finding('4 watchers, one killed -9 half way', [four]),
    ];
  },
};

async function killed(
  bench: Bench,
  watchers: number,
  halfWay: (watchers: SpawnedService[], site: Site) => Promise<unknown>,
): Promise<Audit> {
  bench.say(`${watchers} watcher(s), one of which is killed half way`);
  const round = await throughputRound(bench, { ...countsOf(bench), watchers, env: LEASE, halfWay });
  return round.audit;
}

function finding(what: string, audits: Audit[]): Finding {
  const sum = (of: keyof Audit) => audits.reduce((total, audit) => total + audit[of], 0);
  return {
    row: 3,
    what: `lost or doubled runs: ${what}`,
    budget: BUDGET,
    values: [sum('lost') + sum('doubled') + sum('unsettled')],
    unit: '',
    rival: `lost ${sum('lost')}, doubled ${sum('doubled')}, unsettled ${sum('unsettled')}; taken over ${sum('takenOver')}`,
  };
}
