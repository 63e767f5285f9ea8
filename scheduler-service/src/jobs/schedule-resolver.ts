import { randomUUID } from 'node:crypto';
import type { Schedule, ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { validationFailed } from '@punctual/engine/platform/errors';
import type { ScheduleComputer } from '../computing/schedule-computer.ts';
import type { Caller } from '../http/caller.ts';

/** Resolves the defaults of schedules: for jobs that are stored, and for previews of what would be stored. */
export class ScheduleResolver {
  readonly #computer: ScheduleComputer;
  readonly #minIntervalMs: number;

  constructor(computer: ScheduleComputer, minIntervalMs: number) {
    this.#computer = computer;
    this.#minIntervalMs = minIntervalMs;
  }

  /**
   * Makes a schedule explicit, in the caller's zone where it names none.
   * @param previous the schedule that this one replaces: its seed stays, and with it the job's jitter
   * @throws AppError 422, its details under `schedule`
   */
  async resolve(input: ScheduleInput, caller: Caller, now: Date, previous?: Schedule): Promise<Schedule> {
    const resolved = await this.#computer.compute(caller.userId.toHexString(), 'resolveSchedule', input, {
      now,
      seed: previous?.seed ?? randomUUID(),
      defaultTimezone: caller.user.timezone,
      minIntervalMs: this.#minIntervalMs,
      ...(previous && { previous }),
    });
    if (resolved.ok) return resolved.schedule;
    throw validationFailed(
      resolved.issues.map(({ path, message }) => ({ path: path ? `schedule.${path}` : 'schedule', message })),
    );
  }
}
