import { isTimezone } from '@punctual/contracts/schedules/time/zones';
import { locale } from '../strings/language.ts';
import { dateFormat } from './date-format.ts';

export { isTimezone };

/** The zone that this device's clock shows. */
export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

let profileZone: string | null = null;

/** Takes the zone of the user who is logged in for "yours", wherever they are; null without a login. */
export function setViewerZone(zone: string | null): void {
  profileZone = zone !== null && isTimezone(zone) ? zone : null;
}

/** The zone that times are shown in where no other one is named: the profile's, else the device's. */
export const viewerZone = (): string => profileZone ?? deviceZone();

/** Names of zones, one's own first, then those used of late, then UTC, then all that the browser knows. */
export function zoneNames(own: string = viewerZone(), recent: readonly string[] = []): string[] {
  return [...new Set([own, ...recent.filter(isTimezone), 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** Each knows the names of its own region's zones. */
const ABBREVIATING = [...new Set([locale, 'en-US', 'en-GB', 'en-AU', 'en-IN'])];
const BARE_OFFSET = /^(GMT|UTC)[+-]/;

/** The usual short name at that instant ("CET", "EST"), or the offset where there is none ("GMT+9"). */
export function zoneAbbreviation(instant: Date, timeZone: string): string {
  if (timeZone === 'UTC') return 'UTC';
  const names = ABBREVIATING.map((locale) => shortName(instant, timeZone, locale));
  return names.find((name) => !BARE_OFFSET.test(name)) ?? names[0] ?? timeZone;
}

function shortName(instant: Date, timeZone: string, locale: string): string {
  const parts = dateFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(instant);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** "America/New_York" → "New York". */
export const zoneCity = (timeZone: string): string =>
  (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
