import type { adminGetJob, InspectedJobView } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { getJob } from '@punctual/contracts/api/jobs-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';

interface JobOf {
  own: JobView;
  all: InspectedJobView;
}

type Read = { [S in Scope]: (id: string, signal?: AbortSignal) => Promise<JobOf[S]> };

const read: Read = {
  own: (id, signal) =>
    call<typeof getJob>(apiFetch, 'GET /users/jobs/:id', { params: { id } }, { signal: signal ?? null }),
  all: (id, signal) =>
    call<typeof adminGetJob>(apiFetch, 'GET /admin/jobs/:id', { params: { id } }, { signal: signal ?? null }),
};

export const fetchJob = (id: string): Promise<JobView> => read.own(id);

/** Queries for one job; of all owners', with its owner, and when it was deleted. */
export const jobQuery = <S extends Scope>(scope: S, id: string) =>
  queryOptions({
    queryKey: queryKeys.jobs.one(scope, id),
    queryFn: ({ signal }) => read[scope](id, signal),
  });
