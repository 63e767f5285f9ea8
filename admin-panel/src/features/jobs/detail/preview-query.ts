import { call } from '@punctual/contracts/api/client';
import type { previewSchedule } from '@punctual/contracts/api/schedules-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import type { ScheduleInput } from '@punctual/contracts/schedules/schedule';
import { MINUTE_MS } from '@punctual/contracts/time';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';

const COUNT = 20;

/** The next runs of a job by its schedule; asked anew when the next one has passed. */
export const previewQuery = ({ id, schedule, nextRunAt, revision }: JobView) =>
  queryOptions({
    queryKey: queryKeys.jobs.preview(id, revision, nextRunAt),
    queryFn: ({ signal }) =>
      call<typeof previewSchedule>(
        apiFetch,
        'POST /schedules/preview',
        { body: { schedule: schedule as unknown as ScheduleInput, count: COUNT } },
        { signal },
      ),
    enabled: nextRunAt !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: MINUTE_MS,
  });
