import { median } from '../../support/measuring/statistics.ts';
import { atMost } from '../report/finding.ts';
import { series } from '../report/format.ts';
import { planOfDue } from '../support/plan.ts';
import type { WatchBench } from '../support/watch-bench.ts';
import { FEW, many, watched } from './million.ts';
import type { Row } from './row.ts';

const BUDGET = atMost(1.1, '≤ 1.1 ×');
const STEPS = 60;

/** Measures the cost of a watch step when nothing is due, among few and among very many jobs that wait. */
export const row11: Row = {
  number: 11,
  title: 'a watch step with nothing due',
  async measure(bench) {
    const few = await watched(bench, FEW);
    const lots = await many(bench);
    const [atFew, atMany]: [number[], number[]] = [[], []];
    await Promise.all([stepMs(few.watch), stepMs(lots.watch)]); // warm
    for (let round = 0; round < bench.rounds; round += 1) {
      atFew.push(await stepMs(few.watch));
      atMany.push(await stepMs(lots.watch));
    }
    return [
      {
        row: 11,
        what: `a watch step, nothing due: ${lots.pending} pending over ${FEW}`,
        budget: BUDGET,
        values: atMany.map((ms, i) => ms / (atFew[i] ?? Number.NaN)),
        unit: '×',
        rival: `${series(atMany, 'ms')} over ${series(atFew, 'ms')}`,
        notes: [`- plan at ${lots.pending}:`, ...(await planOfDue(lots.site)).map((line) => `  ${line}`)],
        details: { atMany, atFew },
      },
    ];
  },
};

async function stepMs(watch: WatchBench): Promise<number> {
  const times: number[] = [];
  for (let step = 0; step < STEPS; step += 1) times.push((await watch.step()).ms);
  return median(times);
}
