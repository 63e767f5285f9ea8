import type { InspectedJobView } from '@punctual/contracts/api/admin-jobs-contract';
import { useState } from 'react';
import { useParams } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { BlockError } from '../../components/block-error.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { OwnerLine } from '../../components/owner-line.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { AdminJobActions } from '../../features/jobs/actions/admin-job-actions.tsx';
import { jobQuery } from '../../features/jobs/api/get-job.ts';
import { firstAsked } from '../../features/jobs/first-asked.ts';
import { isJobActive } from '../../features/jobs/is-active.ts';
import { isNotFound } from '../../lib/api/error-words.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { adminWords } from '../../lib/strings/admin.ts';
import { en } from '../../lib/strings/en.ts';
import { instantText } from '../../lib/time/instants.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import { JobParts } from './job-parts.tsx';

const words = adminWords.job;

/** Shows one job of any owner as its owner sees it, and whose it is; of a deleted one, what it was. */
export function AdminJobPage() {
  const { id = '' } = useParams();
  const job = useLiveQuery(jobQuery('all', id), isJobActive);
  if (isNotFound(job.error)) return <NotFound />;
  if (job.data !== undefined) return <Job key={id} job={job.data} />;
  if (job.isError)
    return <BlockError message={words.error} error={job.error} onRetry={() => void job.refetch()} />;
  return <SkeletonRows rows={5} height={60} />;
}

function Job({ job }: { job: InspectedJobView }) {
  const [why, setWhy] = useState<string | null>(null);
  return (
    <>
      <PageHeader
        title={job.name}
        badge={en.jobs.everyones}
        parent={<BackLink to="/admin/jobs">{en.nav.allJobs}</BackLink>}
      />
      <OwnerLine owner={job.owner}>
        {job.removedAt && (
          <strong>{words.deletedAt(instantText(new Date(job.removedAt), viewerZone()))}</strong>
        )}
      </OwnerLine>
      <AdminJobActions job={job} onWhy={() => setWhy(firstAsked(job))} />
      <JobParts job={job} scope="all" why={why} onWhy={setWhy} />
    </>
  );
}
