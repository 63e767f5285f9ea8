import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { runQuery } from '../../features/runs/run-queries.ts';
import { isNotFound } from '../../lib/api/error-words.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import classes from './job-overview.module.css';
import { RunWithJob } from './run-with-job.tsx';

/** One run by its own address. */
export function RunPage() {
  const { id = '' } = useParams();
  const run = useQuery(runQuery(id));
  if (isNotFound(run.error)) return <NotFound />;
  if (run.isPending) return <SkeletonRows rows={5} height={56} />;
  const job = run.data;
  return (
    <>
      <PageHeader
        title={job ? words.of(job.jobName) : words.title}
        parent={
          <BackLink to={job ? `/jobs/${job.jobId}` : '/runs'}>{job ? job.jobName : words.allRuns}</BackLink>
        }
      />
      <div className={classes.run}>
        <RunWithJob key={id} id={id} />
      </div>
    </>
  );
}
