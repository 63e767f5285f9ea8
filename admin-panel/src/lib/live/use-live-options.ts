import type { Scope } from '../api/source.ts';
import { LIVE } from './apply-events.ts';
import { useScope } from './live.ts';

const ACTIVE_MS = 2_000;
const IDLE_MS = 15_000;
/** Answers that events keep up to date need not be asked for each time they are shown. */
const STREAMED_MS = 30_000;

/**
 * Makes queries follow the server: events tell of changes, and while there is no stream they ask again. For one
 * query there is `useLiveQuery`; this is for lists of them.
 * @param isActive whether the answer may change within seconds
 */
export function useLiveOptions<T>(scope: Scope, isActive: (data: T) => boolean) {
  const isStreamed = useScope(scope);
  return {
    ...(isStreamed ? { staleTime: STREAMED_MS } : {}),
    meta: LIVE,
    refetchInterval: ({ state }: { state: { data: T | undefined } }) =>
      isStreamed ? (false as const) : state.data !== undefined && isActive(state.data) ? ACTIVE_MS : IDLE_MS,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: isStreamed ? true : ('always' as const),
  };
}
