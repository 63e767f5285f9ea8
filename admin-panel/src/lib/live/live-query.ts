import {
  type DefaultError,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query';

const BUSY_MS = 2_000;
const CALM_MS = 15_000;

/**
 * A query whose answer follows what happens on the server. Today it asks again, often while something is going
 * on and seldom otherwise, and not at all in a hidden tab; server-sent events will take its place, here alone.
 */
export function useLiveQuery<T, E = DefaultError, D = T, K extends QueryKey = QueryKey>(
  options: UseQueryOptions<T, E, D, K>,
  isBusy: (data: T) => boolean,
): UseQueryResult<D, E> {
  return useQuery({
    ...options,
    refetchInterval: ({ state }) => (state.data !== undefined && isBusy(state.data) ? BUSY_MS : CALM_MS),
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: 'always',
  });
}
