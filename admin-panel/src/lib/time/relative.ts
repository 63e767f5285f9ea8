import { en } from '../strings/en.ts';
import { countdownText, MINUTE, SECOND } from './durations.ts';

/** How far away a run is: "in 2 d 4 h", "in 12 s", "now", "due 3 min ago". From a minute on, whole minutes. */
export function relativeText(instant: number, now: number): string {
  const distance = instant - now;
  const size = Math.abs(distance);
  if (size < SECOND) return en.time.now;
  const words = countdownText(size < MINUTE ? size : Math.floor(size / MINUTE) * MINUTE);
  return distance > 0 ? en.time.ahead(words) : en.time.overdue(words);
}
