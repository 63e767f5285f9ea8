import {
  type DefaultError,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query';
import { useLiveOptions } from './use-live-options.ts';

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
  const live = useLiveOptions(options.queryKey[0] === 'admin' ? 'all' : 'own', isBusy);
  return useQuery({ ...live, ...options, meta: { ...options.meta, ...live.meta } });
}
