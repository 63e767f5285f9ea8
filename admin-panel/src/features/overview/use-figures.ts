import type { OverviewView } from '@punctual/contracts/api/overview-contract';
import type { QueryKey, UseQueryOptions, UseQueryResult } from '@tanstack/react-query';
import { LIVE } from '../../lib/live/apply-events.ts';
import { dueSoon } from '../../lib/live/due-soon.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { usePolledQuery } from '../../lib/live/polled-query.ts';

const LOOK_AGAIN_MS = 15_000;

/**
 * Figures that follow what happens; and that are asked for again when nothing does, for that a job is overdue or
 * a watcher is gone is told by no event.
 */
export function useFigures<T extends Pick<OverviewView, 'next'>, K extends QueryKey>(
  options: UseQueryOptions<T, Error, T, K>,
): UseQueryResult<T> {
  // Whoever asks last says what the query is: to both it is live.
  usePolledQuery({ ...options, meta: LIVE }, LOOK_AGAIN_MS);
  return useLiveQuery(options, ({ next }) => dueSoon(next[0]?.nextRunAt ?? null));
}
