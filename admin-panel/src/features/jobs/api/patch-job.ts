import type { QueryClient } from '@tanstack/react-query';
import type { PageOf } from '../../../lib/api/page-of.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { JobRow } from './list-jobs.ts';

type Patch = (job: JobRow) => JobRow;

/** Changes a job wherever it is cached: by itself and in every list. Returns how to take that back. */
export function patchJob(client: QueryClient, id: string, patch: Patch): () => void {
  const lists = client.getQueriesData<PageOf<JobRow>>({ queryKey: queryKeys.jobs.lists });
  const ones = (['own', 'all'] as const).map((scope) => {
    const key = queryKeys.jobs.one(scope, id);
    return [key, client.getQueryData<JobRow>(key)] as const;
  });
  for (const [key, page] of lists) {
    if (!page?.data.some((job) => job.id === id)) continue;
    client.setQueryData(key, { ...page, data: page.data.map((job) => (job.id === id ? patch(job) : job)) });
  }
  for (const [key, job] of ones) if (job) client.setQueryData(key, patch(job));
  return () => {
    for (const [key, before] of [...lists, ...ones]) client.setQueryData(key, before);
  };
}
