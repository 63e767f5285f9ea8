import type { Schedule } from '@punctual/contracts/schedules/schedule';

/** Gets the zone in which the times of a schedule are shown: its own, else the user's. */
export const getDisplayZone = (schedule: Schedule, userTimezone: string): string =>
  'timezone' in schedule ? schedule.timezone : userTimezone;
