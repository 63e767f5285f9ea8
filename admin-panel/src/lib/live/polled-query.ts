import {
  type DefaultError,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query';

/**
 * Queries for an answer whose changes no event reports, such as missing heartbeats: it asks again, and not in
 * a hidden tab.
 */
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
