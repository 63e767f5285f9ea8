import { localIso } from '@punctual/contracts/schedules/time/zones';
import type { Task } from '@punctual/contracts/tasks/task';

/** The run before, as templates see it; null where there was none. */
export interface PreviousRun {
  status: string;
  finishedAt: Date;
  response: string | null;
}

/** All that the templates of a run may name, besides data and secrets, which are its task's. */
export interface TemplateValues {
  job: { id: string; name: string; tags: readonly string[] };
  run: { id: string; attempt: number; trigger: string; scheduledFor: Date; dueAt: Date };
  now: Date;
  previous: PreviousRun | null;
  /** The zone of the job's schedule; dates are written in it. */
  zone: string;
}

/** The values in the form in which templates get them: dates are ISO 8601 in the zone of the job. */
export type TemplateScope = Record<string, unknown>;

/**
 * Builds the scope of a task's templates.
 * @param secrets what is put in for each secret, by its name; a template never sees the value
 */
export function templateScope(
  task: Task,
  { job, run, now, previous, zone }: TemplateValues,
  secrets: Readonly<Record<string, string>>,
): TemplateScope {
  const local = (date: Date) => localIso(date, zone);
  return {
    job,
    run: { ...run, scheduledFor: local(run.scheduledFor), dueAt: local(run.dueAt) },
    now: local(now),
    previous: previous && { ...previous, finishedAt: local(previous.finishedAt) },
    data: task.type === 'log' ? {} : (task.data ?? {}),
    secrets,
  };
}
