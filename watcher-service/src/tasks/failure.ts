import type { Outcome } from './executor.ts';

export const failure = (kind: 'failed' | 'retry', code: string, error: string): Outcome => ({
  kind,
  code,
  error,
  response: null,
});

/** An attempt that could not begin: it is certain that nothing was delivered. */
export const notBegun = (code: string, error: string): Outcome => ({
  ...failure('retry', code, error),
  undelivered: true,
});

/** Tells whether the time of an attempt is up, and not that its process or its owner asked for an end. */
export const isTimeUp = ({ reason }: AbortSignal): boolean =>
  reason instanceof Error && reason.name === 'TimeoutError';

/** Converts an abort: the time was up, or the process or the owner asked for an end. */
export const convertAbortToOutcome = (signal: AbortSignal, tooLate: string, code = 'TIMEOUT'): Outcome =>
  isTimeUp(signal)
    ? failure('retry', code, tooLate)
    : failure('retry', 'ABORTED', 'The attempt was stopped.');
