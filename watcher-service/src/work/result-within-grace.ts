/** The result of work; null if it has none `graceMs` after the signal aborted. Rejects as the work does. */
export function resultWithinGrace<T>(
  work: Promise<T>,
  signal: AbortSignal,
  graceMs: number,
): Promise<T | null> {
  return new Promise((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined;
    const startGrace = () => {
      grace = setTimeout(() => resolve(null), graceMs);
    };
    if (signal.aborted) startGrace();
    else signal.addEventListener('abort', startGrace, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(grace);
      signal.removeEventListener('abort', startGrace);
    });
  });
}
