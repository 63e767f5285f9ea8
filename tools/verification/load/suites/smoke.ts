import { routesTable } from '../report.ts';
import { sendMix } from '../sending.ts';
import { judge } from '../targets.ts';
import type { Suite } from './suite.ts';

const PER_SECOND = 1;
const SECONDS = 10;

export const smoke: Suite = {
  name: 'smoke',
  title: `${PER_SECOND} request a second: does it work at all?`,
  async run(stand, seconds = SECONDS) {
    const samples = await sendMix(stand, PER_SECOND, seconds);
    stand.say(`\n${routesTable(samples)}\n`);
    return judge(samples, PER_SECOND);
  },
};
