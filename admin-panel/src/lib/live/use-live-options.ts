const BUSY_MS = 2_000;
const CALM_MS = 15_000;

/** What makes queries follow the server, for lists of them, which `useLiveQuery` cannot take. */
export function useLiveOptions<T>(isBusy: (data: T) => boolean) {
  return {
    refetchInterval: ({ state }: { state: { data: T | undefined } }) =>
      state.data !== undefined && isBusy(state.data) ? BUSY_MS : CALM_MS,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: 'always' as const,
  };
}
