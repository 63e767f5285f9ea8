import { en } from '../strings/en.ts';
import { durationText, MINUTE, SECOND } from './durations.ts';

/** How long ago something was: "3 min ago", "now" within a few seconds. */
export function ago(at: string, now = Date.now()): string {
  const ms = now - Date.parse(at);
  if (ms < 5 * SECOND) return en.time.now;
  const whole = ms < MINUTE ? Math.floor(ms / SECOND) * SECOND : Math.floor(ms / MINUTE) * MINUTE;
  return en.time.ago(durationText(whole));
}
