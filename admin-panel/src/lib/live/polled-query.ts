import {
  type DefaultError,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query';

/** A query of what no event tells of, such as heartbeats that do not come: it asks again, and not in a hidden tab. */
export function usePolledQuery<T, E = DefaultError, D = T, K extends QueryKey = QueryKey>(
  options: UseQueryOptions<T, E, D, K>,
  everyMs: number,
): UseQueryResult<D, E> {
  return useQuery({
    ...options,
    refetchInterval: everyMs,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: 'always',
  });
}
