import { validationFailed } from '@punctual/shared/platform/errors';
import { isTimezone } from '@punctual/shared/schedules/zones';

/**
 * The time zone, if it is one.
 * @throws AppError 422 at the field `timezone`
 */
export function knownTimezone(timezone: string): string {
  if (isTimezone(timezone)) return timezone;
  const message = `“${timezone}” is not a time zone. Search for a city.`;
  throw validationFailed([{ path: 'timezone', message }]);
}
