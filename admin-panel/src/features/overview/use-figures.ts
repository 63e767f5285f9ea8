import type { OverviewView } from '@punctual/contracts/api/overview-contract';
import type { QueryKey, UseQueryOptions, UseQueryResult } from '@tanstack/react-query';
import { LIVE } from '../../lib/live/apply-events.ts';
import { dueSoon } from '../../lib/live/due-soon.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { usePolledQuery } from '../../lib/live/polled-query.ts';

const LOOK_AGAIN_MS = 15_000;

/**
 * Loads figures that follow events, and that are asked for again without any: no event reports that a job is
 * overdue or a watcher is gone.
 */
export function useFigures<T extends Pick<OverviewView, 'next'>, K extends QueryKey>(
  options: UseQueryOptions<T, Error, T, K>,
): UseQueryResult<T> {
  // Whoever asks last says what the query is: to both it is live.
  usePolledQuery({ ...options, meta: LIVE }, LOOK_AGAIN_MS);
  return useLiveQuery(options, ({ next }) => dueSoon(next[0]?.nextRunAt ?? null));
}
