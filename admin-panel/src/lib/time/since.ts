import { countdownText, MINUTE } from './durations.ts';

/** How long ago, in words: "12 s", "3 min", "2 d 4 h". From a minute on whole minutes; at least a second. */
export function agoText(at: number, now: number): string {
  const ms = Math.max(1_000, now - at);
  return countdownText(ms < MINUTE ? Math.floor(ms / 1_000) * 1_000 : Math.floor(ms / MINUTE) * MINUTE);
}
