import { useParams } from 'react-router';
import { BlockError } from '../../components/block-error.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { jobQuery } from '../../features/jobs/api/get-job.ts';
import { isJobActive } from '../../features/jobs/is-active.ts';
import { isNotFound } from '../../lib/api/error-words.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { en } from '../../lib/strings/en.ts';
import { JobOverview } from './job-overview.tsx';

export function JobPage() {
  const { id = '' } = useParams();
  const job = useLiveQuery(jobQuery('own', id), isJobActive);
  if (isNotFound(job.error)) return <NotFound />;
  if (job.data !== undefined) return <JobOverview key={id} job={job.data} />;
  if (job.isError)
    return <BlockError message={en.errors.job} error={job.error} onRetry={() => void job.refetch()} />;
  return <SkeletonRows rows={5} height={60} />;
}
