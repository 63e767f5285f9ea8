import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { en } from '../strings/en.ts';
import { countdownText } from './durations.ts';

/** Formats how far away a run is: "in 2 d 4 h", "in 12 s", "now", "due 3 min ago". From a minute on, whole minutes. */
export function relativeText(instant: number, now: number): string {
  const distance = instant - now;
  const size = Math.abs(distance);
  if (size < SECOND_MS) return en.time.now;
  const words = countdownText(size < MINUTE_MS ? size : Math.floor(size / MINUTE_MS) * MINUTE_MS);
  return distance > 0 ? en.time.ahead(words) : en.time.overdue(words);
}
