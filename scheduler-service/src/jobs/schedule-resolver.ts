import { randomUUID } from 'node:crypto';
import { resolveSchedule } from '@punctual/contracts/schedules/resolve-schedule';
import type { Schedule, ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { validationFailed } from '@punctual/engine/platform/errors';

/** Resolves the defaults of schedules: for jobs that are stored, and for previews of what would be stored. */
export class ScheduleResolver {
  readonly #minIntervalMs: number;

  constructor(minIntervalMs: number) {
    this.#minIntervalMs = minIntervalMs;
  }

  /**
   * Makes a schedule explicit.
   * @param previous the schedule that this one replaces: its seed stays, and with it the job's jitter
   * @throws AppError 422, its details under `schedule`
   */
  resolve(input: ScheduleInput, defaultTimezone: string, now: Date, previous?: Schedule): Schedule {
    const seed = previous?.seed ?? randomUUID();
    const minIntervalMs = this.#minIntervalMs;
    const resolved = resolveSchedule(input, { now, seed, defaultTimezone, minIntervalMs, previous });
    if (resolved.ok) return resolved.schedule;
    throw validationFailed(
      resolved.issues.map(({ path, message }) => ({ path: path ? `schedule.${path}` : 'schedule', message })),
    );
  }
}
