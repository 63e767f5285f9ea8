import { dayText } from '../../lib/time/instants.ts';

export interface Day<T> {
  day: string;
  runs: T[];
}

/** Groups runs by the day they were due on in `zone`; their order is kept. */
export function groupByDay<T extends { scheduledFor: string }>(runs: readonly T[], zone: string): Day<T>[] {
  const days: Day<T>[] = [];
  for (const run of runs) {
    const day = dayText(new Date(run.scheduledFor), zone);
    const last = days.at(-1);
    if (last?.day === day) last.runs.push(run);
    else days.push({ day, runs: [run] });
  }
  return days;
}
