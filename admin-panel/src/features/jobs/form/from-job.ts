import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { emptyValues, type JobFormValues, type TaskTexts } from './job-form-values.ts';
import { shortDuration } from './short-duration.ts';
import { fieldText } from './task/field-text.ts';
import { whenOf } from './when/from-schedule.ts';

type Opened = Omit<
  JobView,
  | 'id'
  | 'ownerId'
  | 'status'
  | 'nextRunAt'
  | 'lastRun'
  | 'counts'
  | 'failuresInRow'
  | 'revision'
  | 'createdAt'
  | 'updatedAt'
>;

/** Fills in the form from a job of the API; times of schedules without a zone are shown in `zone`. */
export function fromJob(job: Opened, kinds: readonly TaskKind[], zone: string, now: Date): JobFormValues {
  const { overlap, misfire, delivery, enabled, name } = job;
  const empty = emptyValues(job.task.type, kinds, zone, now);
  return {
    ...empty,
    name,
    overlap,
    misfire,
    delivery,
    enabled,
    task: { ...empty.task, ...taskTexts(job.task, kinds) },
    ...whenOf(job.schedule, zone, now),
    description: job.description ?? '',
    tags: job.tags.join(', '),
    starts: job.starts,
    attempts: String(job.retry.attempts),
    backoff: job.retry.backoff,
    delay: shortDuration(job.retry.delayMs),
    maxAge: shortDuration(job.retry.maxAgeMs),
    timeout: shortDuration(job.timeoutMs),
    catchUp: shortDuration(job.catchUpWindowMs),
    pauseAfter: job.pauseAfterFailures === null ? '' : String(job.pauseAfterFailures),
  };
}

function taskTexts(task: JobView['task'], kinds: readonly TaskKind[]): TaskTexts {
  const fields = kinds.find(({ type }) => type === task.type)?.fields ?? [];
  const values: Record<string, unknown> = task;
  return {
    [task.type]: Object.fromEntries(
      fields.map(({ name, schema }) => [name, fieldText(schema, values[name])]),
    ),
  };
}
