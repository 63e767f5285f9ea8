import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the answer is yes; false if it is not by the deadline (ms). */
export async function until(
  isSo: () => Promise<boolean>,
  deadlineMs: number,
  everyMs = 100,
): Promise<boolean> {
  const end = performance.now() + deadlineMs;
  while (performance.now() < end) {
    if (await isSo()) return true;
    await pause(everyMs);
  }
  return false;
}

export const untilInstant = (at: Date): Promise<void> => pause(Math.max(0, at.getTime() - Date.now()));
