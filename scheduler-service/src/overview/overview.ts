import { type OverviewView, WINDOWS, type WindowName } from '@punctual/shared/api/overview-contract';
import type { Whose } from '@punctual/shared/store/job-store';
import type { OverviewStore } from '@punctual/shared/store/overview-store';
import { figuresOf } from './figures.ts';

/** A window of time until now in figures: each part of it is looked at for itself, so that no busy one hides others. */
export async function overviewOf(
  whose: Whose,
  window: WindowName,
  now: Date,
  store: OverviewStore,
): Promise<OverviewView> {
  const parts = partsOf(window, now);
  const [dueNow, overdue, ...samples] = await Promise.all([
    store.dueNow(whose, now),
    store.overdue(whose, now),
    ...parts.map(({ at, to }) => store.sample(whose, at, to)),
  ]);
  const seen = parts.map(({ at }, i) => ({ at, runs: samples[i] ?? [] }));
  const from = new Date(now.getTime() - WINDOWS[window].ms);
  return { from: from.toISOString(), to: now.toISOString(), ...figuresOf(seen), dueNow, overdue };
}

function partsOf(window: WindowName, now: Date) {
  const { ms, buckets } = WINDOWS[window];
  const length = ms / buckets;
  return Array.from({ length: buckets }, (_, i) => {
    const to = new Date(now.getTime() - (buckets - 1 - i) * length);
    return { at: new Date(to.getTime() - length), to };
  });
}
