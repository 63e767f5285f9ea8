import type { adminGetRun } from '@punctual/contracts/api/admin-jobs-contract';
import { call } from '@punctual/contracts/api/client';
import type { Answer } from '@punctual/contracts/api/endpoint';
import type { getRun } from '@punctual/contracts/api/job-actions-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';

interface OneRunOf {
  own: Answer<typeof getRun>;
  all: Answer<typeof adminGetRun>;
}
/** A run with the task that it carries out; of all owners, with its owner. */
export type OneRun = OneRunOf[Scope];

type Read = { [S in Scope]: (id: string, signal: AbortSignal) => Promise<OneRunOf[S]> };

const read: Read = {
  own: (id, signal) => call<typeof getRun>(apiFetch, 'GET /users/runs/:id', { params: { id } }, { signal }),
  all: (id, signal) =>
    call<typeof adminGetRun>(apiFetch, 'GET /admin/runs/:id', { params: { id } }, { signal }),
};

/** Queries for one run, with its task; of all owners', with its owner. */
export const runQuery = <S extends Scope>(scope: S, id: string) =>
  queryOptions({
    queryKey: queryKeys.runs.one(scope, id),
    queryFn: ({ signal }) => read[scope](id, signal),
  });
