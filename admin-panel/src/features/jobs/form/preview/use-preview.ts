import { ApiError, call } from '@punctual/contracts/api/client';
import type { Answer } from '@punctual/contracts/api/endpoint';
import type { previewSchedule } from '@punctual/contracts/api/schedules-contract';
import type { ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { SECOND_MS } from '@punctual/contracts/time';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiFetch } from '../../../../lib/api/api-fetch.ts';
import { errorWords } from '../../../../lib/api/error-words.ts';
import { queryKeys } from '../../../../lib/api/query-keys.ts';

import { useSettled } from '../../../../lib/use-settled.ts';

export type Preview = Answer<typeof previewSchedule>;

/** What the server says of the schedule in the form. */
export interface PreviewState {
  /** The last answer, which stays until the next one is there. */
  shown: Preview | null;
  /** Whether that is the answer to what stands in the form now. */
  isCurrent: boolean;
  /** What is wrong with what stands in the form now, and the path of the API that it is about. */
  problem: { path: string; message: string } | null;
}

const REST_MS = 250;
const FRESH_MS = 30 * SECOND_MS;

/**
 * Asks when a schedule would run, 250 ms after the last change. A question that is no longer the current one is
 * aborted, and its answer never shown.
 */
export function usePreview(schedule: ScheduleInput | null, count: number): PreviewState {
  const question = schedule === null ? null : { schedule, count };
  const asked = useSettled(question, REST_MS);
  const query = useQuery({
    queryKey: queryKeys.preview(asked),
    queryFn: ({ signal }) =>
      asked === null
        ? null
        : call<typeof previewSchedule>(apiFetch, 'POST /schedules/preview', { body: asked }, { signal }),
    enabled: asked !== null,
    staleTime: FRESH_MS,
    refetchInterval: ({ state }) => untilNext(state.data),
  });
  const [shown, setShown] = useState<Preview | null>(null);
  if (query.data && query.data !== shown) setShown(query.data);
  const isAsked = JSON.stringify(question) === JSON.stringify(asked);
  return {
    shown,
    isCurrent: isAsked && question !== null && query.isSuccess && query.data === shown,
    problem: isAsked && query.isError ? problemOf(query.error) : null,
  };
}

/** When the first of the runs has passed, the list is another. */
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
