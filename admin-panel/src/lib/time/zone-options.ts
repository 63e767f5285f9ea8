import { recentZones } from './recent-zones.ts';
import { isTimezone, viewerZone, zoneAbbreviation, zoneNames } from './zones.ts';

/** A zone to choose: its name, the text beside it, and the words that find it. */
export interface ZoneOption {
  value: string;
  label: string;
  hint: string;
  search: string;
}

function optionOf(value: string, now: Date): ZoneOption {
  const short = zoneAbbreviation(now, value);
  const offset = offsetText(value, now);
  const hint = short === offset || short === value ? offset : `${short}, ${offset}`;
  const label = value.replaceAll('_', ' ');
  return { value, label, hint, search: `${value} ${label} ${hint}`.toLowerCase() };
}

function offsetText(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(
    now,
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

const known = new Map<string, ZoneOption>();

/** Computed when first asked for and kept: some 420 zones. */
export function zoneOption(value: string): ZoneOption {
  const option = known.get(value) ?? optionOf(value, new Date());
  known.set(value, option);
  return option;
}

/** Zones that match by city, abbreviation or offset; a name that browsers know only as an alias is taken as it is. */
export function findZones(text: string, limit: number): ZoneOption[] {
  const asked = text.trim().toLowerCase();
  const found = zoneNames(viewerZone(), recentZones())
    .map(zoneOption)
    .filter((option) => option.search.includes(asked));
  const isAlias = asked.includes('/') && found.length === 0 && isTimezone(asked);
  return isAlias ? [zoneOption(text.trim())] : found.slice(0, limit);
}
