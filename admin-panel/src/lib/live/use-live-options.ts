import { LIVE } from './apply-events.ts';
import { useScope } from './live.ts';
import type { Scope } from './live-event.ts';

const BUSY_MS = 2_000;
const CALM_MS = 15_000;
/** What is told of every change need not be asked for each time it is shown. */
const TOLD_MS = 30_000;

/**
 * What makes queries follow the server: they are told of changes by events, and ask again while none can be had.
 * For one query there is `useLiveQuery`; this is for lists of them.
 * @param isBusy whether the answer may change within seconds
 */
export function useLiveOptions<T>(scope: Scope, isBusy: (data: T) => boolean) {
  const isTold = useScope(scope);
  return {
    ...(isTold ? { staleTime: TOLD_MS } : {}),
    meta: LIVE,
    refetchInterval: ({ state }: { state: { data: T | undefined } }) =>
      isTold ? (false as const) : state.data !== undefined && isBusy(state.data) ? BUSY_MS : CALM_MS,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: isTold ? true : ('always' as const),
  };
}
