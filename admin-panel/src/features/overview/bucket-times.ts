import type { WindowName } from '@punctual/contracts/api/overview-contract';
import { clockText, dayText } from '../../lib/time/instants.ts';
import { viewerZone, zoneAbbreviation } from '../../lib/time/zones.ts';

/** Formats when a part of the window begins: "Mon 23 Nov, 09:00 CET". */
export function bucketText(at: string, window: WindowName, zone = viewerZone()): string {
  const instant = new Date(at);
  const clock = `${clockText(instant, zone)} ${zoneAbbreviation(instant, zone)}`;
  return window === '1h' ? clock : `${dayText(instant, zone)}, ${clock}`;
}

/** Formats where the first part begins, the middle, and where the last one ends, in short, and the zone once. */
export function bucketTimes(
  buckets: readonly { at: string }[],
  end: string,
  window: WindowName,
  zone = viewerZone(),
): string[] {
  const first = new Date(buckets[0]?.at ?? end).getTime();
  const last = new Date(end).getTime();
  const picked = [first, (first + last) / 2, last];
  return picked.map((at, index) => {
    const instant = new Date(at);
    if (window === '7d') return dayText(instant, zone);
    const clock = clockText(instant, zone);
    return index === picked.length - 1 ? `${clock} ${zoneAbbreviation(instant, zone)}` : clock;
  });
}
