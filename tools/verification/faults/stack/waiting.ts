import { vi } from 'vitest';

/** Longest that anything may take: several leases and steps of every loop, on a busy machine. */
export const PATIENCE_MS = 45_000;

export const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1_000);

export const until = (isSo: () => Promise<void> | void, timeout = PATIENCE_MS): Promise<void> =>
  vi.waitFor(isSo, { timeout, interval: 50 });
