import { recentZones } from './recent-zones.ts';
import type { PlacesOf } from './zone-places.ts';
import { isTimezone, viewerZone, zoneAbbreviation, zoneNames } from './zones.ts';

/** A zone to choose: its name, the text beside it, and how far east of UTC it is now. */
export interface ZoneOption {
  value: string;
  label: string;
  hint: string;
  offsetMinutes: number;
}

function optionOf(value: string, now: Date): ZoneOption {
  const label = value.replaceAll('_', ' ');
  if (!isTimezone(value)) return { value, label, hint: '', offsetMinutes: Number.NaN };
  const short = zoneAbbreviation(now, value);
  const offset = offsetText(value, now);
  const hint = short === offset || short === value ? offset : `${short}, ${offset}`;
  return { value, label, hint, offsetMinutes: minutesOf(offset) };
}

function offsetText(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    now,
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

/** "GMT+5:30" → 330 */
function minutesOf(offset: string): number {
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d+)(?::(\d+))?/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const known = new Map<string, ZoneOption>();

/** Computed when first asked for and kept: some 420 zones. A text that is no zone stays as it is. */
export function zoneOption(value: string): ZoneOption {
  const option = known.get(value) ?? optionOf(value, new Date());
  known.set(value, option);
  return option;
}

/** Lists all zones by the names that they have today: the chosen one first, then one's own and those used of late. */
export function listZones(chosen: string, placesOf: PlacesOf): ZoneOption[] {
  const names = zoneNames(viewerZone(), recentZones());
  const all = new Set(names);
  const today = names.map((name) => {
    const newer = placesOf(name)?.name;
    return newer !== undefined && !all.has(newer) && isTimezone(newer) ? newer : name;
  });
  return [...new Set([...(isTimezone(chosen) ? [chosen] : []), ...today])].map(zoneOption);
}
