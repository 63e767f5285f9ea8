import type { JobEdit, JobInput } from '@punctual/contracts/jobs/job';
import { remainingRuns } from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
import type { Task } from '@punctual/contracts/tasks/task';
import type { Id, JobDocument, JobSettings } from '@punctual/engine/database/documents';
import { isSameSchedule, type StoredEdit } from '@punctual/engine/jobs/job-edits';
import { validationFailed } from '@punctual/engine/platform/errors';
import type { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { sealTask } from '@punctual/engine/tasks/sealed-task';
import type { TaskRules } from '@punctual/engine/tasks/task-rules';
import type { Templates } from '@punctual/engine/templates/templates';
import type { StepAllowance } from '../computing/step-allowance.ts';
import type { Caller } from '../http/caller.ts';
import { refuse } from '../http/refusal-words.ts';
import { checkTask } from './check-task.ts';
import { refuseTemplates } from './refuse-templates.ts';
import type { ScheduleResolver } from './schedule-resolver.ts';

/** Builds the settings that are stored from those that a client sent: schedule resolved, task checked, secrets sealed. */
export class JobSettingsBuilder {
  readonly #schedules: ScheduleResolver;
  readonly #rules: TaskRules;
  readonly #cipher: SecretCipher | null;
  readonly #templates: Pick<Templates, 'check'>;

  constructor(
    schedules: ScheduleResolver,
    rules: TaskRules,
    cipher: SecretCipher | null,
    templates: Pick<Templates, 'check'>,
  ) {
    this.#schedules = schedules;
    this.#rules = rules;
    this.#cipher = cipher;
    this.#templates = templates;
  }

  /**
   * Builds the settings of a new job.
   * @param secretsFrom the task whose secrets are meant where one is sent masked
   * @param allowance limits what its schedule takes together with others of the request
   * @throws AppError 422 naming what is wrong with the schedule, an address, a placeholder or a secret
   */
  async build(
    input: JobInput,
    caller: Caller,
    now: Date,
    secretsFrom: Task | null = null,
    allowance?: StepAllowance,
  ): Promise<JobSettings> {
    const task = await this.#seal(input.task, secretsFrom, caller.userId, caller, now);
    const schedule = await this.#schedules.resolve(input.schedule, caller, now, null, allowance);
    return { ...input, task, schedule };
  }

  /**
   * Builds the edit of a job as it is stored, with the fields that were sent and no others.
   * @throws AppError 422 naming what is wrong with the schedule, an address, a placeholder or a secret
   */
  async buildEdit(job: JobDocument, edit: JobEdit, caller: Caller, now: Date): Promise<StoredEdit> {
    const { schedule: input, task, restartCount, ...rest } = edit;
    const sealed = { ...rest, task: task && (await this.#seal(task, job.task, job.ownerId, caller, now)) };
    const count = { restartCount: restartCount || undefined };
    const sent = Object.fromEntries(
      Object.entries({ ...sealed, ...count }).filter(([, value]) => value !== undefined),
    );
    if (!input) return sent;
    const schedule = await this.#schedules.resolve(input, caller, now, job.schedule);
    if (!restartCount) refuseUsedUp(job, schedule);
    return { ...sent, schedule };
  }

  /**
   * Checks that the caller's jobs may do what a task says.
   * @throws AppError 422 naming each address that they may not write to or call
   */
  checkTask(task: Task, caller: Caller): void {
    checkTask(task, caller, this.#rules);
  }

  async #seal(task: Task, secretsFrom: Task | null, ownerId: Id, caller: Caller, now: Date): Promise<Task> {
    this.checkTask(task, caller);
    await refuseTemplates(task, caller, this.#templates);
    return sealTask(task, secretsFrom, { box: this.#cipher, ownerId: ownerId.toHexString(), now });
  }
}

/** Refuses a changed schedule of which no run is left: the count of a job outlives its schedules. */
function refuseUsedUp({ schedule: previous, starts = 0 }: JobDocument, schedule: Schedule): void {
  if (remainingRuns(schedule, starts) !== 0 || isSameSchedule(schedule, previous)) return;
  const message = refuse((words) => words.noRunLeft(starts, schedule.maxRuns));
  throw validationFailed([{ path: 'schedule.maxRuns', message }]);
}
