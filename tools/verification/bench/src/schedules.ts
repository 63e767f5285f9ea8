// Speed of the pure schedule engine against its targets.
import { cronPattern } from '@punctual/contracts/schedules/cron/cron-pattern';
import { nextRun, nextRuns } from '@punctual/contracts/schedules/next-runs';
import { resolveSchedule } from '@punctual/contracts/schedules/resolve-schedule';
import type { Schedule, ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { SECOND_MS } from '@punctual/contracts/time';

const NOW = new Date('2026-06-01T12:00:00Z');
const MEASURE_MS = SECOND_MS;

function schedule(input: ScheduleInput): Schedule {
  const resolution = resolveSchedule(input, { now: NOW, seed: 'bench' });
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.issues));
  return resolution.schedule;
}

const cron = (expression: string, timezone: string): Schedule =>
  schedule({ kind: 'cron', expression, timezone });

/** Computes next runs, each from the run before, so that time moves on as it does in the watcher; per second. */
function perSecond(schedules: readonly Schedule[]): number {
  let count = 0;
  const starts = schedules.map(() => NOW);
  const begin = performance.now();
  while (performance.now() - begin < MEASURE_MS) {
    for (const [index, each] of schedules.entries()) {
      starts[index] = nextRun(each, starts[index] ?? NOW)?.at ?? NOW;
      count += 1;
    }
  }
  return (count * SECOND_MS) / (performance.now() - begin);
}

/** Measures one call in ms, with nothing cached of this zone or expression. */
function once(call: () => unknown): number {
  const begin = performance.now();
  call();
  return performance.now() - begin;
}

function rate(title: string, target: number | null, ...schedules: Schedule[]): void {
  perSecond(schedules); // warm: compiled code, parsed expressions, zone offsets of the years ahead
  const found = perSecond(schedules);
  const goal = target === null ? 'none' : `${target.toLocaleString('en-US')}/s`;
  row(title, `${Math.round(found).toLocaleString('en-US')}/s`, goal, target === null ? null : found / target);
}

function latency(title: string, target: number, call: () => unknown): void {
  const found = once(call);
  row(title, `${found.toFixed(2)} ms`, `${target} ms`, target / found);
}

function row(title: string, found: string, target: string, ratio: number | null): void {
  const verdict = ratio === null ? '    ' : ratio >= 1 ? 'ok  ' : 'MISS';
  const times = ratio === null ? '' : `× ${ratio.toFixed(1)}`;
  process.stdout.write(
    `${verdict} ${title.padEnd(56)} ${found.padStart(12)}  target ${target.padStart(9)}  ${times}\n`,
  );
}

rate('next run, plain cron, UTC', 100_000, cron('*/5 * * * *', 'UTC'));
rate('next run, daily cron, UTC', 100_000, cron('0 9 * * *', 'UTC'));
rate('next run, weekly cron, UTC (croner alone is as slow)', null, cron('0 9 * * MON', 'UTC'));
rate('next run, plain cron, Europe/Paris', 20_000, cron('*/5 * * * *', 'Europe/Paris'));
rate('next run, weekly cron, Europe/Paris', 20_000, cron('0 9 * * MON', 'Europe/Paris'));
const ZONES = ['Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe'];
const spread = Array.from({ length: 200 }, (_, index) => {
  const zone = ZONES[index % ZONES.length] ?? 'UTC';
  return cron(`${index % 60} ${index % 24} * * ${index % 7}`, zone);
});
rate('next run, 200 crons in 4 zones in turn', 20_000, ...spread);
rate(
  'next run, monthly frequency, Europe/Paris',
  20_000,
  schedule({
    kind: 'frequency',
    frequency: 'MONTHLY',
    startDate: '2026-01-31T09:00:00Z',
    timezone: 'Europe/Paris',
  }),
);
rate('next run, interval', 100_000, schedule({ kind: 'interval', every: '15m' }));

const { startAt, endAt, maxRuns, jitterMs, dst, seed } = cron('0 0 1 1 *', 'UTC');
/** Skips the judgement of a schedule, which would fill the caches. */
const unjudged = (expression: string, timezone: string): Schedule => ({
  kind: 'cron',
  expression,
  timezone,
  startAt,
  endAt,
  maxRuns,
  jitterMs,
  dst,
  seed,
});
latency('rare 0 0 29 2 *, UTC, first time', 5, () => nextRun(unjudged('0 0 29 2 *', 'UTC'), NOW));
latency('rare 0 0 29 2 *, new zone, first time', 5, () =>
  nextRun(unjudged('00 0 29 2 *', 'Europe/Rome'), NOW),
);
latency('rarer 0 0 29 2 +MON, new zone, first time', 5, () =>
  nextRun(unjudged('0 0 29 2 +MON', 'Europe/Oslo'), NOW),
);
latency('impossible 0 0 30 2 *, first time', 5, () => nextRun(unjudged('0 0 30 2 *', 'Europe/Paris'), NOW));
latency('impossible 0 0 1 * +MON#2, first time', 5, () => cronPattern('0 0 1 * +MON#2').never);
const refuse = (expression: string) => resolveSchedule({ kind: 'cron', expression }, { now: NOW, seed: '' });
latency('impossible, judged by resolveSchedule', 5, () => refuse('0 0 30,31 2 *'));
const paris = cron('*/5 * * * *', 'Europe/Paris');
latency('maxRuns 10,000 counted, first time', 100, () => nextRun({ ...paris, maxRuns: 10_000 }, NOW));
latency('preview of 1,000 runs, Europe/Paris', 50, () => nextRuns(paris, NOW, 1_000));
