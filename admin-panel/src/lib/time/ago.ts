import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { en } from '../strings/en.ts';
import { durationText } from './durations.ts';

/** Formats how long ago something was: "3 min ago", "now" within a few seconds. */
export function ago(at: string, now = Date.now()): string {
  const ms = now - Date.parse(at);
  if (ms < 5 * SECOND_MS) return en.time.now;
  const whole =
    ms < MINUTE_MS ? Math.floor(ms / SECOND_MS) * SECOND_MS : Math.floor(ms / MINUTE_MS) * MINUTE_MS;
  return en.time.ago(durationText(whole));
}
