/** Stops what has been started, in the opposite order. */
export interface Teardown {
  readonly size: number;
  add(stop: () => Promise<unknown>): void;
  /** Stops everything, whatever fails on the way; the failures are returned. */
  run(): Promise<unknown[]>;
}

export function createTeardown(): Teardown {
  const stops: Array<() => Promise<unknown>> = [];
  return {
    get size() {
      return stops.length;
    },
    add: (stop) => {
      stops.push(stop);
    },
    run: async () => {
      const failures: unknown[] = [];
      for (const stop of stops.splice(0).reverse()) {
        await stop().catch((error: unknown) => failures.push(error));
      }
      return failures;
    },
  };
}
