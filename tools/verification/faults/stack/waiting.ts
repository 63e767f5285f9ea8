import { untilHolds } from '@punctual/testing/waiting';

export { inSeconds } from '@punctual/testing/waiting';

/** Longest that anything may take: several leases and steps of every loop, on a busy machine. */
export const PATIENCE_MS = 45_000;

/** Waits until an assertion holds, and fails with its last message when it never does. */
export const until = (assertion: () => Promise<void> | void, timeoutMs = PATIENCE_MS): Promise<void> =>
  untilHolds(assertion, timeoutMs);
