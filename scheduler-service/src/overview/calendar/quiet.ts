import { HOUR_MS } from '@punctual/contracts/time';

/** Finds the stretches between two instants, of an hour at least, in which nothing is planned. */
export function findQuiet(planned: Date[], from: Date, to: Date): { from: string; to: string }[] {
  const within = planned.map((at) => at.getTime()).filter((at) => at >= from.getTime() && at < to.getTime());
  const marks = [from.getTime(), ...within.sort((a, b) => a - b), to.getTime()];
  return marks.slice(1).flatMap((end, i) => {
    const start = marks[i] as number;
    if (end - start < HOUR_MS) return [];
    return { from: new Date(start).toISOString(), to: new Date(end).toISOString() };
  });
}
