import type { adminGetRun } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { getRun } from '@punctual/contracts/api/job-actions-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';
import type { RunOf } from './list-runs.ts';

type Read = { [S in Scope]: (id: string, signal: AbortSignal) => Promise<RunOf[S]> };

const read: Read = {
  own: (id, signal) => call<typeof getRun>(apiFetch, 'GET /users/runs/:id', { params: { id } }, { signal }),
  all: (id, signal) =>
    call<typeof adminGetRun>(apiFetch, 'GET /admin/runs/:id', { params: { id } }, { signal }),
};

/** Queries for one run; of all owners', with its owner. */
export const runQuery = <S extends Scope>(scope: S, id: string) =>
  queryOptions({
    queryKey: queryKeys.runs.one(scope, id),
    queryFn: ({ signal }) => read[scope](id, signal),
  });
