import type { OwnedJobView } from '@punctual/contracts/jobs/job';
import { useParams } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { BlockError } from '../../components/block-error.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { JobActions } from '../../features/admin/job-actions.tsx';
import { anyJobQuery } from '../../features/admin/jobs-queries.ts';
import { OwnerLine } from '../../features/admin/owner-line.tsx';
import { RunsOfAll } from '../../features/admin/runs-of-all.tsx';
import { isBusy } from '../../features/jobs/busy.ts';
import { NextRunLine } from '../../features/jobs/detail/next-run-line.tsx';
import { JobFacts } from '../../features/jobs/detail/side-panel.tsx';
import { isNotFound } from '../../lib/api/error-words.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { adminWords } from '../../lib/strings/admin.ts';
import { en } from '../../lib/strings/en.ts';
import classes from './admin-job-page.module.css';

const words = adminWords.job;

/** One job of anybody's: whose it is, how it stands, what may be done to it, what happened. */
export function AdminJobPage() {
  const { id = '' } = useParams();
  const job = useLiveQuery(anyJobQuery(id), isBusy);
  if (isNotFound(job.error)) return <NotFound />;
  if (job.data !== undefined) return <Job key={id} job={job.data} />;
  if (job.isError)
    return <BlockError message={words.error} error={job.error} onRetry={() => void job.refetch()} />;
  return <SkeletonRows rows={5} height={60} />;
}

function Job({ job }: { job: OwnedJobView }) {
  return (
    <>
      <PageHeader
        title={job.name}
        badge={en.jobs.everyones}
        parent={<BackLink to="/admin/jobs">{en.nav.allJobs}</BackLink>}
      />
      <OwnerLine owner={job.owner} />
      <JobActions job={job} />
      <NextRunLine job={job} />
      <div className={classes.columns}>
        <section aria-labelledby="runs">
          <h2 id="runs">{words.runs}</h2>
          <RunsOfAll query={{ jobId: job.id }} isFiltered={false} ofOneJob />
        </section>
        <JobFacts job={job} />
      </div>
    </>
  );
}
