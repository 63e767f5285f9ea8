import type { Bench } from '../../support/measuring/bench.ts';
import type { Site } from '../../support/measuring/site.ts';
import { seedPending } from '../support/seeding.ts';
import { WatchBench } from '../support/watch-bench.ts';

export interface Watched {
  site: Site;
  watch: WatchBench;
  pending: number;
}

export const FEW = 10_000;

/** A database with so many jobs that wait, and a watch upon it; rows 11 and 12 look at the same. */
export const watched = (bench: Bench, pending: number): Promise<Watched> =>
  bench.once(`watched ${pending}`, async () => {
    bench.say(`seeding ${pending} jobs that wait`);
    const site = await bench.openSite();
    bench.atEnd(() => site.close());
    await seedPending(site.collections, pending, bench.say);
    const watch = await WatchBench.open(site);
    bench.atEnd(() => watch.close());
    return { site, watch, pending };
  });

export const many = (bench: Bench): Promise<Watched> => watched(bench, bench.count(1_000_000, 100_000));
