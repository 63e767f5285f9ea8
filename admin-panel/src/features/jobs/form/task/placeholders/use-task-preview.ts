import { ApiError } from '@punctual/contracts/api/client';
import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorWords } from '../../../../../lib/api/error-words.ts';
import { useDebounced } from '../../../../../lib/use-debounced.ts';
import { type TaskPreview, taskPreviewQuery } from '../../../api/preview-task.ts';
import type { JobFormValues } from '../../job-form-values.ts';
import { previewedSchedule } from '../../when/check-when.ts';
import { taskQuestion } from './task-question.ts';

const REST_MS = 400;

interface TaskPreviewState {
  /** The last answer; null while there is none, or the task is not complete. */
  shown: TaskPreview | null;
  isCurrent: boolean;
  /** Where it cannot be filled in, by the path of the API, and why. */
  problems: readonly { path: string; message: string }[];
}

/** Asks how the task in the form would be sent, once typing rests. */
export function useTaskPreview(
  values: JobFormValues,
  kinds: readonly TaskKind[],
  job: JobView | null,
  next: string | undefined,
): TaskPreviewState {
  const question = taskQuestion(values, kinds, job, next);
  const asked = useDebounced(question, REST_MS);
  const { data, error, isPlaceholderData } = useQuery({
    ...taskPreviewQuery(asked),
    placeholderData: keepPreviousData,
  });
  const isAsked = JSON.stringify(question) === JSON.stringify(asked);
  const failed = isAsked && question !== null && error !== null;
  return {
    shown: question === null || failed ? null : (data ?? null),
    isCurrent: isAsked && !isPlaceholderData && data !== undefined,
    problems: failed ? problemsOf(error) : [],
  };
}

/**
 * Holds the time of the next run for as long as the schedule stays: of a job that runs each second, what is shown would
 * change each second.
 * @param next of the schedule that is in the form now; undefined while that is not known
 */
export function useHeldNext(values: JobFormValues, next: string | undefined): string | undefined {
  const schedule = JSON.stringify(previewedSchedule(values, new Date()));
  const [held, setHeld] = useState({ schedule: '', at: next });
  if (next !== undefined && held.schedule !== schedule) setHeld({ schedule, at: next });
  return held.at;
}

function problemsOf(error: Error): { path: string; message: string }[] {
  const details = error instanceof ApiError ? (error.body?.details ?? []) : [];
  return details.length > 0 ? details : [{ path: '', message: errorWords(error) }];
}
