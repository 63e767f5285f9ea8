import type { ScheduleInput } from '@punctual/contracts/schedules/schedule';

const ZONES = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Africa/Casablanca',
  'Antarctica/Troll',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Chatham',
] as const;
const TIMES = ['0', '59', '*', '*/7', '1,30,58', '5-50/3'];
const HOURS = ['0', '23', '2', '*', '*/7', '1,2,3', '5-20/3'];
const DAYS = ['*', '31', '29', 'L', 'LW', '1W,15W,31W,L', '31W', '29W,30W', '*/10', '1-7', '13', '1W'];
const MONTHS = ['*', '2', '12', 'FEB', '2,4', '1-6', '*/5'];
const WEEKDAYS = ['*', '+SAT#5,SUN#5', 'SUNL', '+FRI', '+MON#5', 'MON-FRI', '+SUN#1', 'TUE#3', '6', '+THUL'];

/** Draws cron schedules, rare and costly ones among them, the same for the same seed. */
export function* randomSchedules(seed: number): Generator<ScheduleInput> {
  const random = createRandom(seed);
  const draw = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  for (;;) {
    const parts = [draw(TIMES), draw(TIMES), draw(HOURS), drawDays(draw), draw(MONTHS), draw(WEEKDAYS)];
    const expression = parts.join(' ');
    const dst = { gap: draw(['shift', 'skip'] as const), overlap: draw(['once', 'both'] as const) };
    yield { kind: 'cron', expression, timezone: draw(ZONES), dst };
  }
}

function drawDays(draw: <T>(values: readonly T[]) => T): string {
  const days = [draw(DAYS), draw(DAYS), draw(DAYS)];
  // LW is a part of its own, and * makes all others idle.
  const listed = days.filter((day) => day !== 'LW' && day !== '*');
  return listed.length > 1 ? listed.join(',') : draw(DAYS);
}

/** Creates mulberry32: numbers from 0 to 1 by a seed of 32 bits. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
