import { resolveSchedule } from '@punctual/contracts/schedules/resolve-schedule';
import type { Schedule, ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { validationFailed } from '@punctual/engine/platform/errors';

export interface CompletionSettings {
  now: Date;
  seed: string;
  defaultTimezone: string;
  minIntervalMs: number;
  previous?: Schedule;
}

/**
 * A schedule made explicit.
 * @throws AppError 422, its details under `schedule`
 */
export function resolveJobSchedule(input: ScheduleInput, settings: CompletionSettings): Schedule {
  const completion = resolveSchedule(input, settings);
  if (completion.ok) return completion.schedule;
  throw validationFailed(
    completion.issues.map(({ path, message }) => ({ path: path ? `schedule.${path}` : 'schedule', message })),
  );
}
