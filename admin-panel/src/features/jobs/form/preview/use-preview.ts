import { ApiError } from '@punctual/contracts/api/client';
import type { ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { SECOND_MS } from '@punctual/contracts/time';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorWords } from '../../../../lib/api/error-words.ts';
import { useDebounced } from '../../../../lib/use-debounced.ts';
import { type Preview, previewQuery } from '../../api/preview-schedule.ts';

/** The server's answer to the schedule in the form. */
export interface PreviewState {
  /** The last answer, which stays until the next one is there; null while what is in the form cannot be read. */
  shown: Preview | null;
  /** That is the answer to what is in the form now. */
  isCurrent: boolean;
  /** A problem of what is in the form now, and the path of the API that it is about. */
  problem: { path: string; message: string } | null;
}

const REST_MS = 250;

/**
 * Asks when a schedule would run, 250 ms after the last change. A question that is no longer the current one is
 * aborted, and its answer never shown.
 */
export function usePreview(schedule: ScheduleInput | null, count: number): PreviewState {
  const question = schedule === null ? null : { schedule, count };
  const asked = useDebounced(question, REST_MS);
  const query = useQuery({
    ...previewQuery(asked),
    refetchInterval: ({ state }) => untilNext(state.data),
  });
  const [last, setLast] = useState<Preview | null>(null);
  const isAsked = JSON.stringify(question) === JSON.stringify(asked);
  const isReadable = question !== null && !(isAsked && query.isLoadingError);
  const shown = isReadable ? (isAsked && query.data) || last : null;
  if (shown !== last) setLast(shown);
  return {
    shown,
    isCurrent: isAsked && question !== null && query.isSuccess && query.data === shown,
    problem: isAsked && query.isError ? problemOf(query.error) : null,
  };
}

/** Computes how long (ms) the list stays as it is: until the first of the runs has passed. */
function untilNext(preview: Preview | null | undefined): number | false {
  const [first] = preview?.next ?? [];
  return first === undefined
    ? false
    : Math.min(Math.max(Date.parse(first.at) - Date.now(), 0) + SECOND_MS, 2 ** 31 - 1);
}

function problemOf(error: unknown): { path: string; message: string } {
  const [detail] = error instanceof ApiError ? (error.body?.details ?? []) : [];
  return detail ?? { path: '', message: errorWords(error) };
}
