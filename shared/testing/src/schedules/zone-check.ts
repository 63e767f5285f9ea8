import { occurrencesBetween } from '@punctual/contracts/schedules/next-runs';
import type { DstChoice, Schedule } from '@punctual/contracts/schedules/schedule';
import { MINUTE_MS } from '@punctual/contracts/time';
import { casesFor, type WallCase } from './zone-cases.ts';
import { type Change, expectedRuns, type Tick, ZoneOracle } from './zone-oracle.ts';

/** Zones that share all changes in the span are one group; the first stands for them. */
export type ZoneGroup = { zones: string[]; changes: Change[] };
/** `compared`: schedules × windows that agreed. `failures`: what did not, in words. */
export type ZoneReport = { windows: number; compared: number; failures: string[] };

const HOUR = 60 * MINUTE_MS;
const WINDOW = 26 * HOUR;
const INTERVAL_MINUTES = 7;
const MANY = 1_000_000;
/** Names that supportedValuesOf leaves out, among them aliases. */
const MORE_ZONES = ['UTC', 'Asia/Kolkata', 'US/Eastern', 'Europe/Kyiv', 'America/Buenos_Aires', 'Etc/GMT+5'];
const CHOICES: readonly DstChoice[] = [
  { gap: 'shift', overlap: 'once' },
  { gap: 'shift', overlap: 'both' },
  { gap: 'skip', overlap: 'once' },
  { gap: 'skip', overlap: 'both' },
];

/** All zones of the runtime by the changes that they have in [from, to). */
export function zoneGroups(from: number, to: number): ZoneGroup[] {
  const groups = new Map<string, ZoneGroup>();
  for (const zone of new Set([...Intl.supportedValuesOf('timeZone'), ...MORE_ZONES])) {
    const oracle = new ZoneOracle(zone);
    const changes = oracle.changes(from, to);
    const key = JSON.stringify([oracle.stampAt(from) - from, changes]);
    const group = groups.get(key) ?? { zones: [], changes };
    group.zones.push(zone);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Compares engine and oracle around the changes of one zone; `quiet` is an instant to look at when it has none. */
export function checkZone(zone: string, changes: readonly Change[], quiet: number, report: ZoneReport): void {
  const oracle = new ZoneOracle(zone);
  for (const change of changes.length > 0 ? changes : [{ at: quiet, jump: 0 }]) {
    const ticks = oracle.ticks(change.at - WINDOW, change.at + WINDOW);
    report.windows += 1;
    for (const wallCase of casesFor(change, oracle.stampAt(change.at - MINUTE_MS) + MINUTE_MS))
      checkCase(zone, wallCase, ticks, report);
    checkInterval(zone, ticks, report);
  }
}

function checkCase(timezone: string, wallCase: WallCase, ticks: Tick[], report: ZoneReport): void {
  const { expression, rhythm, matches } = wallCase;
  const start = ticks.find((tick) => matches(tick.wall));
  for (const dst of rhythm ? CHOICES.slice(0, 1) : CHOICES) {
    const expected = expectedRuns(ticks, matches, { rhythm, ...dst });
    compare({ kind: 'cron', expression, timezone, ...common(0, dst) }, ticks, expected, report);
    if (!isDaily(expression) || start === undefined) continue;
    const startDate = new Date(start.at).toISOString();
    const daily = { kind: 'frequency', frequency: 'DAILY', interval: 1, startDate, timezone } as const;
    compare({ ...daily, ...common(start.at, dst) }, ticks, expected, report);
  }
}

/** "30 2 * * *": one time on every day, which a frequency can say too. */
function isDaily(expression: string): boolean {
  return /^\d+ \d+ \* \* \*$/.test(expression);
}

function checkInterval(zone: string, ticks: Tick[], report: ZoneReport): void {
  const expected = ticks.filter((_tick, index) => index % INTERVAL_MINUTES === 0).map((tick) => tick.at);
  const start = ticks[0]?.at ?? 0;
  const choice = { gap: 'shift', overlap: 'once' } as const;
  compare(
    { kind: 'interval', every: `${INTERVAL_MINUTES}m`, ...common(start, choice) },
    ticks,
    expected,
    report,
    zone,
  );
}

function compare(schedule: Schedule, ticks: Tick[], expected: number[], report: ZoneReport, note = ''): void {
  const [from, to] = [new Date(ticks[0]?.at ?? 0), new Date((ticks.at(-1)?.at ?? 0) + MINUTE_MS)];
  const actual = occurrencesBetween(schedule, from, to, MANY).map(({ at }) => at.getTime());
  report.compared += 1;
  if (actual.length === expected.length && actual.every((at, index) => at === expected[index])) return;
  const told = (times: number[]) =>
    times
      .filter((at) => actual.includes(at) !== expected.includes(at))
      .map(iso)
      .join(' ');
  report.failures.push(
    `${JSON.stringify(schedule)} ${note} only actual: ${told(actual)} only expected: ${told(expected)}`,
  );
}

function common(start: number, dst: DstChoice) {
  return { startAt: iso(start), endAt: null, maxRuns: null, jitterMs: 0, dst, seed: '' };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
