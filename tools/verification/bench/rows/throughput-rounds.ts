import type { Bench } from '../../support/measuring/bench.ts';
import { type Round, throughputRound } from '../support/throughput.ts';

export interface Counts {
  due: number;
  pending: number;
}

export const countsOf = (bench: Bench): Counts => ({
  due: bench.count(10_000, 2_000),
  pending: bench.count(40_000, 8_000),
});

/** Rows 1, 2 and 3 look at the same rounds: this is the one of that number, by a single watcher. */
export const plainRound = (bench: Bench, round: number): Promise<Round> =>
  bench.once(`plain round ${round}`, async () => {
    bench.say(`round ${round + 1} of ${bench.rounds}: one watcher`);
    const measured = await throughputRound(bench, { ...countsOf(bench), watchers: 1 });
    bench.say(`round ${round + 1}: ${Math.round(measured.perSecond)} recorded runs/s`);
    return measured;
  });
