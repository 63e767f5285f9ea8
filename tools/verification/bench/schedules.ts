// Speed of the pure schedule engine against its targets.
import { performance } from 'node:perf_hooks';
import { cronPattern } from '@punctual/contracts/schedules/cron/cron-pattern';
import { nextRun, nextRuns } from '@punctual/contracts/schedules/next-runs';
import { resolveSchedule } from '@punctual/contracts/schedules/resolve-schedule';
import type { Schedule, ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { STEPS_OF_COSTLIEST_CHECK } from '@punctual/contracts/schedules/schedule-checks';
import { StepBudget } from '@punctual/contracts/schedules/steps';
import { SECOND_MS } from '@punctual/contracts/time';
import { randomSchedules } from '@punctual/testing/schedules/random-schedules';

const NOW = new Date('2026-06-01T12:00:00Z');
const MEASURE_MS = 1_000;
/** Random schedules whose costliest is printed, the same each time. */
const DRAWN = 100_000;
const SEED = 13;
const ZONES = ['Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe'];

function schedule(fields: ScheduleInput): Schedule {
  const resolved = resolveSchedule(fields, { now: NOW, seed: 'bench' });
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.issues));
  return resolved.schedule;
}

const cron = (expression: string, timezone: string): Schedule =>
  schedule({ kind: 'cron', expression, timezone });

/** Counts next-run computations a second, each from the run before, so that time moves on as in the watcher. */
function measureRate(schedules: Schedule[]): number {
  let count = 0;
  const starts = schedules.map(() => NOW);
  const begin = performance.now();
  while (performance.now() - begin < MEASURE_MS) {
    for (const [index, one] of schedules.entries()) {
      starts[index] = nextRun(one, starts[index] ?? NOW)?.at ?? NOW;
      count += 1;
    }
  }
  return (count * SECOND_MS) / (performance.now() - begin);
}

/** Measures one call, in milliseconds, with nothing cached of its zone or expression. */
function measureOnce(call: () => unknown): number {
  const begin = performance.now();
  call();
  return performance.now() - begin;
}

function rate(title: string, target: number | null, of: Schedule | Schedule[]): void {
  const schedules = [of].flat();
  measureRate(schedules); // warm: compiled code, parsed expressions, zone offsets of the years ahead
  const found = measureRate(schedules);
  const goal = target === null ? 'none' : `${target.toLocaleString('en-US')}/s`;
  row(title, `${Math.round(found).toLocaleString('en-US')}/s`, goal, target === null ? null : found / target);
}

function latency(title: string, targetMs: number, call: () => unknown): void {
  const found = measureOnce(call);
  row(title, `${found.toFixed(2)} ms`, `${targetMs} ms`, targetMs / found);
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
const spread = Array.from({ length: 200 }, (_, index) => {
  const zone = ZONES[index % ZONES.length] ?? 'UTC';
  return cron(`${index % 60} ${index % 24} * * ${index % 7}`, zone);
});
rate('next run, 200 crons in 4 zones in turn', 20_000, spread);
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

const like = (expression: string, timezone: string): Schedule => ({
  ...cron('0 0 1 1 *', 'UTC'),
  ...{ expression, timezone },
});
latency('rare 0 0 29 2 *, UTC, first time', 5, () => nextRun(like('0 0 29 2 *', 'UTC'), NOW));
latency('rare 0 0 29 2 *, new zone, first time', 5, () => nextRun(like('00 0 29 2 *', 'Europe/Rome'), NOW));
latency('rarer 0 0 29 2 +MON, new zone, first time', 5, () =>
  nextRun(like('0 0 29 2 +MON', 'Europe/Oslo'), NOW),
);
latency('impossible 0 0 30 2 *, first time', 5, () => nextRun(like('0 0 30 2 *', 'Europe/Paris'), NOW));
latency('impossible 0 0 1 * +MON#2, first time', 5, () => cronPattern('0 0 1 * +MON#2').never);
const refuse = (expression: string) => resolveSchedule({ kind: 'cron', expression }, { now: NOW, seed: '' });
latency('impossible, judged by resolveSchedule', 5, () => refuse('0 0 30,31 2 *'));
const paris = cron('*/5 * * * *', 'Europe/Paris');
latency('preview of 1,000 runs, Europe/Paris', 50, () => nextRuns(paris, NOW, 1_000));
printCostliest();

/** Prints the schedule at random whose check took the most steps, which a test bounds, and its time. */
function printCostliest(): void {
  const drawn = randomSchedules(SEED);
  let [steps, input, refused] = [0, {} as ScheduleInput, 0];
  for (let i = 0; i < DRAWN; i += 1) {
    const one = drawn.next().value as ScheduleInput;
    const budget = new StepBudget(Number.POSITIVE_INFINITY, { countsCached: true });
    refused += budget.run(() => resolveSchedule(one, { now: NOW, seed: '' })).ok ? 0 : 1;
    if (budget.spent > steps) [steps, input] = [budget.spent, one];
  }
  const ms = measureOnce(() => resolveSchedule(input, { now: NOW, seed: '' }));
  const title = `costliest of ${DRAWN.toLocaleString('en-US')} at random (${refused.toLocaleString('en-US')} refused)`;
  const limit = STEPS_OF_COSTLIEST_CHECK.toLocaleString('en-US');
  row(title, `${steps.toLocaleString('en-US')} steps`, limit, STEPS_OF_COSTLIEST_CHECK / steps);
  process.stdout.write(`       ${JSON.stringify(input)}: ${ms.toFixed(1)} ms\n`);
}
