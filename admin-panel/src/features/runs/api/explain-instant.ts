import type { adminExplainInstant } from '@punctual/contracts/api/admin-inspection-contract';
import { call } from '@punctual/contracts/api/client';
import type { explainInstant } from '@punctual/contracts/api/schedules-contract';
import { queryOptions } from '@tanstack/react-query';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { Scope } from '../../../lib/api/source.ts';

/** The instant that is asked about; with `withinMs`, the time of that length from it on. */
export interface AskedTime {
  at: string;
  withinMs?: number;
}

/** Queries for the verdict on one instant of a job, in a sentence, with its proof. */
export const explanationQuery = (scope: Scope, jobId: string, asked: AskedTime) =>
  queryOptions({
    queryKey: queryKeys.jobs.explanation(scope, jobId, asked),
    queryFn: ({ signal }) =>
      call<typeof explainInstant | typeof adminExplainInstant>(
        apiFetch,
        scope === 'own' ? 'GET /users/jobs/:id/explain' : 'GET /admin/jobs/:id/explain',
        { params: { id: jobId }, query: { ...asked } },
        { signal },
      ),
  });
