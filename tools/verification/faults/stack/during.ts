import { setTimeout as pause } from 'node:timers/promises';

/** Looks again and again while something goes on, and answers all that was seen. */
export async function during<T>(
  work: Promise<unknown>,
  everyMs: number,
  look: () => Promise<T>,
): Promise<T[]> {
  let isGoingOn = true;
  const ended = work.finally(() => {
    isGoingOn = false;
  });
  const seen: T[] = [];
  while (isGoingOn) {
    seen.push(await look());
    await Promise.race([ended, pause(everyMs)]);
  }
  await ended;
  return seen;
}
