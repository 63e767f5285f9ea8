import { randomUUID } from 'node:crypto';
import { asItIs } from '@punctual/contracts/language';
import type { Schedule, ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { validationFailed } from '@punctual/engine/platform/errors';
import type { ScheduleComputer } from '../computing/schedule-computer.ts';
import type { StepAllowance } from '../computing/step-allowance.ts';
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
   * @param allowance limits what this one takes together with others of the request
   * @throws AppError 422, its details under `schedule`
   */
  async resolve(
    input: ScheduleInput,
    caller: Caller,
    now: Date,
    previous?: Schedule | null,
    allowance?: StepAllowance,
  ): Promise<Schedule> {
    const context = {
      now,
      seed: previous?.seed ?? randomUUID(),
      defaultTimezone: caller.user.timezone,
      minIntervalMs: this.#minIntervalMs,
      language: caller.language,
      ...(previous && { previous }),
    };
    const user = caller.userId.toHexString();
    const resolved = allowance
      ? await this.#computer.computeWithin(allowance, user, 'resolveSchedule', input, context)
      : await this.#computer.compute(user, 'resolveSchedule', input, context);
    if (resolved.ok) return resolved.schedule;
    throw validationFailed(
      resolved.issues.map(({ path, message }) => ({
        path: path ? `schedule.${path}` : 'schedule',
        message: asItIs(message),
      })),
    );
  }
}
