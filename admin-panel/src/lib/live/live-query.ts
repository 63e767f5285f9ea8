import {
  type DefaultError,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query';
import { useLiveOptions } from './use-live-options.ts';

/**
 * Queries for an answer that follows what happens on the server, by events of the scope that its key names. While
 * there is no stream it asks again, often while something is active and seldom otherwise, and not in a hidden tab.
 * @param isActive whether the answer may change within seconds
 */
export function useLiveQuery<T, E = DefaultError, D = T, K extends QueryKey = QueryKey>(
  options: UseQueryOptions<T, E, D, K>,
  isActive: (data: T) => boolean,
): UseQueryResult<D, E> {
  const [, , scope] = options.queryKey;
  const live = useLiveOptions(scope, isActive);
  return useQuery({ ...live, ...options, meta: { ...options.meta, ...live.meta } });
}
