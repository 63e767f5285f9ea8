import type { Schedule } from '@punctual/contracts/schedules/schedule';

/** The zone in which a schedule's times are told: its own, else the user's. */
export const zoneOf = (schedule: Schedule, fallback: string): string =>
  'timezone' in schedule ? schedule.timezone : fallback;
