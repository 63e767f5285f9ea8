import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobDraft } from '@punctual/contracts/jobs/job';
import { JOB_LIMITS } from '@punctual/contracts/jobs/job-limits';
import { durationMs } from '@punctual/contracts/schedules/duration';
import { whatWords } from '../../../lib/strings/form-what.ts';
import { callName } from '../call-name.ts';
import { tagsIn } from '../tags-in.ts';
import { type JobFormValues, taskText } from './job-form-values.ts';
import { readField } from './task/field-text.ts';
import { scheduleOf } from './when/schedule-of.ts';

/**
 * Makes the request for a checked form: all of the job. Blanks around values are trimmed; empty fields are
 * left out.
 */
export function toJobDraft(values: JobFormValues, kinds: readonly TaskKind[], now: Date): JobDraft {
  const { overlap, misfire, delivery, enabled, backoff } = values;
  const schedule = scheduleOf(values, now);
  if (schedule === null) throw new Error('A schedule is made of a checked form only.');
  return {
    name: nameOf(values),
    description: values.description.trim() || null,
    tags: tagsIn(values.tags),
    task: taskOf(values, kinds) as JobDraft['task'],
    schedule,
    retry: {
      attempts: Number(values.attempts),
      backoff,
      delayMs: durationMs(values.delay) ?? 0,
      maxAgeMs: durationMs(values.maxAge) ?? 0,
    },
    timeoutMs: durationMs(values.timeout) ?? 0,
    overlap,
    misfire,
    delivery,
    pauseAfterFailures: values.pauseAfter.trim() === '' ? null : Number(values.pauseAfter),
    enabled,
    catchUpWindowMs: durationMs(values.catchUp) ?? 0,
  };
}

/** Reads the task as it is written so far, by the description of its kind; unreadable fields are left out. */
export function taskOf(values: JobFormValues, kinds: readonly TaskKind[]): Record<string, unknown> {
  const fields = kinds.find(({ type }) => type === values.kind)?.fields ?? [];
  const read = fields.map(({ name, schema }) => [name, readField(schema, taskText(values, name))] as const);
  const given = read.flatMap(([name, result]) =>
    result.ok && result.value !== undefined ? [[name, result.value] as const] : [],
  );
  return { type: values.kind, ...Object.fromEntries(given) };
}

/** Chooses the name: an empty one becomes the subject, the call, or the first line of the note. */
export function nameOf(values: JobFormValues): string {
  return (values.name.trim() || nameFromTask(values) || values.kind).slice(0, JOB_LIMITS.name);
}

function nameFromTask(values: JobFormValues): string {
  const text = (field: string) => taskText(values, field).trim();
  switch (values.kind) {
    case 'email':
      return text('subject');
    case 'http':
      return callName(text('method'), text('url'));
    case 'log':
      return text('data').split('\n', 1)[0] || whatWords.note;
    default:
      return '';
  }
}
