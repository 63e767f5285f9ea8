import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { countdownText } from './durations.ts';

/** Formats how long ago something was: "12 s", "3 min", "2 d 4 h". From a minute on whole minutes; at least a second. */
export function agoText(at: number, now: number): string {
  const ms = Math.max(SECOND_MS, now - at);
  return countdownText(
    ms < MINUTE_MS ? Math.floor(ms / SECOND_MS) * SECOND_MS : Math.floor(ms / MINUTE_MS) * MINUTE_MS,
  );
}
