import { isTimezone } from '@punctual/contracts/schedules/time/zones';
import { validationFailed } from '@punctual/engine/platform/errors';

/**
 * Returns the time zone if it is one.
 * @throws AppError 422 at the field `timezone`
 */
export function parseTimezone(timezone: string): string {
  if (isTimezone(timezone)) return timezone;
  const message = `“${timezone}” is not a time zone. Search for a city.`;
  throw validationFailed([{ path: 'timezone', message }]);
}
