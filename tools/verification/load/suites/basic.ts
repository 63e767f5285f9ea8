import { cacheHits } from '../cache-hits.ts';
import { routesTable } from '../report.ts';
import { sendMix } from '../sending.ts';
import { judge } from '../targets.ts';
import type { Verdict } from '../verdict.ts';
import type { Suite } from './suite.ts';

const RATES = [5, 50, 100, 200, 350];
/** Long enough that the limit of a minute is reached at the last rate. */
const SECONDS = 30;

export const basic: Suite = {
  name: 'basic',
  title: `${RATES.join(' → ')} requests a second`,
  async run(stand, seconds = SECONDS) {
    const verdicts: Verdict[] = [];
    for (const perSecond of RATES) {
      stand.say(`${perSecond}/s for ${seconds} s`);
      const samples = await sendMix(stand, perSecond, seconds);
      stand.say(`\n${routesTable(samples)}\n`);
      verdicts.push(...judge(samples, perSecond));
    }
    return [...verdicts, ...(await cacheHits(stand))];
  },
};
