import { vi } from 'vitest';

export const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1_000);

const INTERVAL_MS = 25;

/** Waits until an assertion holds, and fails with its last message when the time is over. */
export const untilHolds = (assertion: () => Promise<void> | void, timeoutMs: number): Promise<void> =>
  vi.waitFor(assertion, { timeout: timeoutMs, interval: INTERVAL_MS });
