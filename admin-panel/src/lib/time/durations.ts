import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { en } from '../strings/en.ts';
import { language } from '../strings/language.ts';

const { units } = en.time;

const MONTH = 30.4375 * DAY_MS;
const YEAR = 12 * MONTH;

/**
 * Formats how long something took: "640 ms", "4.2 s", "3 min 5 s", "2 h 4 min", "3 d 1 h"; roughly, where it is very long:
 * "45 d", "63 y 1 mo". Two units at most.
 */
export function durationText(ms: number): string {
  if (ms < SECOND_MS) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < MINUTE_MS) return `${trimmed(Math.floor(ms / 100) / 10)} s`;
  if (ms < HOUR_MS) return two(ms, MINUTE_MS, 'min', SECOND_MS, 's');
  if (ms < DAY_MS) return two(ms, HOUR_MS, 'h', MINUTE_MS, 'min');
  if (ms < MONTH) return two(ms, DAY_MS, units.day, HOUR_MS, 'h');
  return ms < YEAR
    ? `${Math.floor(ms / DAY_MS)} ${units.day}`
    : two(ms, YEAR, units.year, MONTH, units.month);
}

/** Formats a duration that is counted down: like `durationText`, in whole seconds. */
export const countdownText = (ms: number): string =>
  ms < MINUTE_MS ? `${Math.round(ms / SECOND_MS)} s` : durationText(ms);

const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const trimmed = (value: number): string => tenths.format(value);

function two(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % large) / small);
  const head = `${Math.floor(ms / large)} ${largeName}`;
  return rest === 0 ? head : `${head} ${rest} ${smallName}`;
}
