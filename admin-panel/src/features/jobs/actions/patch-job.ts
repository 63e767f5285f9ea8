import type { QueryClient } from '@tanstack/react-query';
import type { PageOf } from '../../../lib/api/page-of.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import type { JobRow } from '../job-source.ts';

type Patch = (job: JobRow) => JobRow;

/** Changes a job wherever it is kept: in its own entry, and in every list. What comes back takes it back. */
export function patchJob(client: QueryClient, id: string, patch: Patch): () => void {
  const lists = [...client.getQueriesData<PageOf<JobRow>>({ queryKey: queryKeys.jobs.lists })];
  // One job of anybody's lies beside the lists of them.
  const everybodys = client
    .getQueriesData<PageOf<JobRow>>({ queryKey: ['admin', 'jobs'] })
    .filter(([, page]) => Array.isArray(page?.data));
  const one = client.getQueryData<JobRow>(queryKeys.jobs.one(id));
  const before = [...lists, ...everybodys];
  for (const [key, page] of before) {
    if (!page?.data.some((job) => job.id === id)) continue;
    client.setQueryData(key, { ...page, data: page.data.map((job) => (job.id === id ? patch(job) : job)) });
  }
  if (one) client.setQueryData(queryKeys.jobs.one(id), patch(one));
  return () => {
    for (const [key, page] of before) client.setQueryData(key, page);
    if (one) client.setQueryData(queryKeys.jobs.one(id), one);
  };
}
