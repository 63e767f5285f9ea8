type Facts = Record<string, string | number | boolean>;

/** The description of the work in a span. Its context is the `traceparent` (W3C) of the request that it is done for. */
export interface Work {
  name: string;
  facts: Facts;
  context?: string | undefined;
}

/** The end of the work; the error is a sentence. */
export interface Ended {
  facts?: Facts;
  error?: string | null;
}

export interface Tracer {
  inSpan<T>(work: Work, carryOut: () => Promise<T>, ended: (result: T) => Ended): Promise<T>;
  /** Returns the `traceparent` of the work that is done now; undefined where nothing is traced. */
  context(): string | undefined;
  stop(): Promise<void>;
}
