import {
  type DefaultError,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query';
import { LIVE } from './apply-events.ts';
import { useScope } from './live.ts';

const BUSY_MS = 2_000;
const CALM_MS = 15_000;
/** What is told of every change need not be asked for each time it is shown. */
const TOLD_MS = 30_000;

/**
 * A query whose answer follows what happens on the server, by events. While none can be had it asks again, often
 * while something is going on and seldom otherwise, and not at all in a hidden tab. Keys that begin with `admin`
 * follow what happens to everybody's.
 * @param isBusy whether the answer may change within seconds
 */
export function useLiveQuery<T, E = DefaultError, D = T, K extends QueryKey = QueryKey>(
  options: UseQueryOptions<T, E, D, K>,
  isBusy: (data: T) => boolean,
): UseQueryResult<D, E> {
  const isTold = useScope(options.queryKey[0] === 'admin' ? 'all' : 'own');
  return useQuery({
    ...options,
    ...(isTold && options.staleTime === undefined ? { staleTime: TOLD_MS } : {}),
    meta: { ...options.meta, ...LIVE },
    refetchInterval: ({ state }) =>
      isTold ? false : state.data !== undefined && isBusy(state.data) ? BUSY_MS : CALM_MS,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: isTold ? true : 'always',
  });
}
