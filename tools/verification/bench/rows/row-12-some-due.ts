import { atMost } from '../report/finding.ts';
import { planOfDue } from '../support/plan.ts';
import { seedDue } from '../support/seeding.ts';
import { many } from './million.ts';
import type { Row } from './row.ts';

const BUDGET = atMost(150, '≤ 150 ms');
const DUE = 500;

/** From the look to the queue, when some of very many jobs are due. */
export const row12: Row = {
  number: 12,
  title: 'a watch step with 500 due',
  async measure(bench) {
    const { site, watch, pending } = await many(bench);
    const times: number[] = [];
    let plan: string[] = [];
    // The first is to warm up.
    for (let round = 0; round <= bench.rounds; round += 1) {
      await seedDue(site.collections, DUE, new Date());
      if (round === 0) plan = await planOfDue(site);
      const { made, ms } = await watch.step();
      if (made !== DUE) throw new Error(`${made} runs were made of ${DUE} jobs that were due.`);
      if (round > 0) times.push(ms);
    }
    return [
      {
        row: 12,
        what: `a watch step with ${DUE} due of ${pending}, until enqueued`,
        budget: BUDGET,
        values: times,
        unit: 'ms',
        rival: '',
        notes: [`- plan with ${DUE} due:`, ...plan.map((line) => `  ${line}`)],
      },
    ];
  },
};
