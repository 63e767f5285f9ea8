import { call } from '@punctual/contracts/api/client';
import type { Answer } from '@punctual/contracts/api/endpoint';
import type { previewSchedule } from '@punctual/contracts/api/schedules-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import type { ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

export type Preview = Answer<typeof previewSchedule>;

const FRESH_MS = 30 * SECOND_MS;
/** Runs of a job that are planned ahead on its page. */
const PLANNED = 20;

interface Question {
  schedule: ScheduleInput;
  count: number;
}

const ask = (body: Question, signal: AbortSignal): Promise<Preview> =>
  call<typeof previewSchedule>(apiFetch, 'POST /schedules/preview', { body }, { signal });

/** Queries for the words and the next runs of a schedule that is being written; null: there is none yet. */
export const previewQuery = (question: Question | null) =>
  queryOptions({
    queryKey: queryKeys.preview(question),
    queryFn: ({ signal }) => (question === null ? null : ask(question, signal)),
    enabled: question !== null,
    staleTime: FRESH_MS,
  });

/** Queries for the next runs of a job by its schedule; asked anew when the next one has passed. */
export const plannedRunsQuery = ({ id, schedule, nextRunAt, revision }: JobView) =>
  queryOptions({
    queryKey: queryKeys.jobs.planned(id, revision, nextRunAt),
    queryFn: ({ signal }) => ask({ schedule: schedule as unknown as ScheduleInput, count: PLANNED }, signal),
    enabled: nextRunAt !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: MINUTE_MS,
  });
