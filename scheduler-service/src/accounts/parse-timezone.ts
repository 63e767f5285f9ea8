import { isTimezone } from '@punctual/contracts/schedules/time/zones';
import { validationFailed } from '@punctual/engine/platform/errors';
import { refuse } from '../http/refusal-words.ts';

/**
 * Returns the time zone if it is one.
 * @throws AppError 422 at the field `timezone`
 */
export function parseTimezone(timezone: string): string {
  if (isTimezone(timezone)) return timezone;
  const message = refuse((words) => words.noZone(timezone));
  throw validationFailed([{ path: 'timezone', message }]);
}
