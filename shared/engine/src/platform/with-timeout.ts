/** Thrown when an answer did not come in time. */
export class TimeoutError extends Error {}

/**
 * Waits for the result of `work`; throws a TimeoutError if it takes longer than `ms`. The work itself goes on, and its
 * result is dropped then.
 */
export async function withTimeout<T>(ms: number, work: Promise<T>, who: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`${who} did not answer within ${ms} ms.`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
