import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { jobQuery } from '../../features/jobs/api/get-job.ts';
import { runQuery } from '../../features/runs/api/get-run.ts';
import { RunNeighbours } from '../../features/runs/detail/run-neighbours.tsx';
import { isNotFound } from '../../lib/api/error-words.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import classes from './job-overview.module.css';
import { RunWithJob } from './run-with-job.tsx';

/** Shows one run at its own address. */
export function RunPage() {
  const { id = '' } = useParams();
  const run = useQuery(runQuery('own', id));
  const job = useQuery({ ...jobQuery('own', run.data?.jobId ?? ''), enabled: run.data !== undefined });
  // Head and run come at once: one of them first would be pushed by the other.
  const isSettled = run.isError || !job.isPending;
  if (isNotFound(run.error)) return <NotFound />;
  const ran = run.data;
  return (
    <>
      {isSettled && (
        <PageHeader
          title={ran ? words.of(ran.jobName) : words.title}
          parent={
            <BackLink to={ran ? `/jobs/${ran.jobId}` : '/runs'}>{ran ? ran.jobName : words.allRuns}</BackLink>
          }
          more={<RunNeighbours scope="own" id={id} linkTo={(other) => `/runs/${other}`} />}
        />
      )}
      {!isSettled && <SkeletonRows rows={5} height={56} />}
      <div className={classes.run} hidden={!isSettled}>
        <RunWithJob key={id} scope="own" id={id} />
      </div>
    </>
  );
}
