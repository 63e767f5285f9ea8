import { dayText } from '../../lib/time/instants.ts';

export interface Day<T> {
  day: string;
  /** Tells two groups of one day apart: runs of all owners are listed as they were recorded. */
  key: string;
  runs: T[];
}

/** Groups runs by the day they were due on in `zone`; their order is kept. */
export function groupByDay<T extends { scheduledFor: string }>(runs: readonly T[], zone: string): Day<T>[] {
  const days: Day<T>[] = [];
  for (const run of runs) {
    const day = dayText(new Date(run.scheduledFor), zone);
    const last = days.at(-1);
    if (last?.day === day) last.runs.push(run);
    else days.push({ day, key: keyOf(day, days), runs: [run] });
  }
  return days;
}

const keyOf = (day: string, before: readonly Pick<Day<unknown>, 'day'>[]): string =>
  `${day} ${before.filter((other) => other.day === day).length}`;
