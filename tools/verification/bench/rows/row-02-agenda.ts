import type { Bench } from '../../support/measuring/bench.ts';
import { percentile } from '../../support/measuring/statistics.ts';
import { atLeast } from '../report/finding.ts';
import { series } from '../report/format.ts';
import { type AgendaRound, agendaThroughput } from '../rivals/agenda.ts';
import type { Row } from './row.ts';
import { countsOf, plainRound } from './throughput-rounds.ts';

const BUDGET = atLeast(15, '≥ 15 × (aim 25)');

/** Recorded runs a second over what Agenda does on the same database. */
export const row02: Row = {
  number: 2,
  title: 'recorded runs/s over Agenda',
  async measure(bench) {
    const { due } = countsOf(bench);
    // It does a few hundred a second, and fewer the more there are: half a minute must do.
    const count = bench.count(5_000, 1_000);
    const ours: number[] = [];
    const rival: AgendaRound[] = [];
    let cannot = '';
    for (let round = 0; round < bench.rounds; round += 1) {
      ours.push((await plainRound(bench, round)).perSecond);
      if (!cannot)
        await agendaRound(bench, count).then(
          (did) => rival.push(did),
          (error) => {
            cannot = `Agenda cannot run here: ${error instanceof Error ? error.message : String(error)}`;
          },
        );
    }
    const theirs = rival.map(({ perSecond }) => perSecond);
    const worst = rival.map(({ lateness }) => percentile(lateness, 0.99));
    return [
      {
        row: 2,
        what: `recorded runs/s (${due} due) over Agenda 6 (${count} due)`,
        budget: BUDGET,
        values: theirs.map((perSecond, i) => (ours[i] ?? Number.NaN) / perSecond),
        unit: '×',
        rival:
          cannot ||
          `${series(ours, '/s')} to Agenda's ${series(theirs, '/s')}, p99 late ${series(worst, 'ms')}`,
        details: { recordedRunsPerSecond: ours, agendaJobsPerSecond: theirs },
      },
    ];
  },
};

async function agendaRound(bench: Bench, count: number): Promise<AgendaRound> {
  bench.say(`Agenda: ${count} jobs due at one instant`);
  const site = await bench.openSite();
  try {
    return await agendaThroughput(site, count);
  } finally {
    await site.close();
  }
}
