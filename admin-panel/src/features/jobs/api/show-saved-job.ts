import type { JobView } from '@punctual/contracts/jobs/job';
import type { QueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import { jobQuery } from './get-job.ts';

/** Shows a job as the server has it; lists are asked for again, which the form does not wait for. */
export function showSavedJob(client: QueryClient, job: JobView): void {
  client.setQueryData(jobQuery('own', job.id).queryKey, job);
  void client.invalidateQueries({ queryKey: queryKeys.jobs.lists });
}
