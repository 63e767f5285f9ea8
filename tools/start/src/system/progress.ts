/** Where lines for the person at the terminal go. */
export type Log = (line: string) => void;

/** A duration in milliseconds as people read it: "0.4 s", "14 s". */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds < 9.95 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

/** Does one step of a start and reports it on one line with its duration: "Starting Redis … 0.1 s". */
export async function step<T>(log: Log, title: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    const result = await work();
    log(`${title} … ${formatDuration(performance.now() - startedAt)}`);
    return result;
  } catch (error) {
    log(`${title} … failed after ${formatDuration(performance.now() - startedAt)}`);
    throw error;
  }
}
