import { startWireTap } from '@punctual/testing/backing/wire-tap';
import type { Bench } from '../../support/measuring/bench.ts';
import { commandsPerRun, costNotes } from '../report/costs.ts';
import { atLeast, type Finding } from '../report/finding.ts';
import { series } from '../report/format.ts';
import { bullmqThroughput } from '../rivals/bullmq-throughput.ts';
import { throughputRound } from '../support/throughput.ts';
import type { Row } from './row.ts';
import { countsOf, plainRound } from './throughput-rounds.ts';

const BUDGET = atLeast(0.15, '≥ 0.15 (aim 0.3)');

/** Recorded runs a second over what BullMQ alone does with the same Redis. */
export const row01: Row = {
  number: 1,
  title: 'recorded runs/s over raw BullMQ',
  async measure(bench) {
    const { due, pending } = countsOf(bench);
    const ours: number[] = [];
    const rival: number[] = [];
    for (let round = 0; round < bench.rounds; round += 1) {
      ours.push((await plainRound(bench, round)).perSecond);
      rival.push(await bullmqThroughput(bench.redisUrl, due));
    }
    const ratios = ours.map((perSecond, i) => perSecond / (rival[i] ?? Number.NaN));
    const found: Finding = {
      row: 1,
      what: `recorded runs/s over raw BullMQ (${due} of ${due + pending} due)`,
      budget: BUDGET,
      values: ratios,
      unit: '×',
      rival: `${series(ours, '/s')} of BullMQ's ${series(rival, '/s')}`,
      details: { recordedRunsPerSecond: ours, bullmqJobsPerSecond: rival },
    };
    return [found, await commands(bench)];
  },
};

/** In a round of its own, because the counting takes time. */
async function commands(bench: Bench): Promise<Finding> {
  bench.say('counting database commands');
  const counts = countsOf(bench);
  const tap = await startWireTap(bench.mongodbUri);
  try {
    await throughputRound(bench, { ...counts, watchers: 1, mongodbUri: tap.uri });
    return {
      row: 1,
      what: 'database commands per run',
      budget: null,
      values: [commandsPerRun(tap.costs, counts.due)],
      unit: '',
      rival: '',
      notes: costNotes(tap.costs, counts.due),
    };
  } finally {
    await tap.close();
  }
}
