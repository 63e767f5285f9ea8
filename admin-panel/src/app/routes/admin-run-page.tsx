import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { OwnerLine } from '../../components/owner-line.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { jobQuery } from '../../features/jobs/api/get-job.ts';
import { runQuery } from '../../features/runs/api/get-run.ts';
import { RunNeighbours } from '../../features/runs/detail/run-neighbours.tsx';
import { isNotFound } from '../../lib/api/error-words.ts';
import { adminWords } from '../../lib/strings/admin.ts';
import { en } from '../../lib/strings/en.ts';
import classes from './job-overview.module.css';
import { RunWithJob } from './run-with-job.tsx';

const words = adminWords.runs;

/** Shows one run of any owner at its own address: whose it is, its state, why, and the proof. */
export function AdminRunPage() {
  const { id = '' } = useParams();
  const run = useQuery(runQuery('all', id));
  const ran = run.data;
  const job = useQuery({ ...jobQuery('all', ran?.jobId ?? ''), enabled: ran !== undefined });
  // Head and run come at once: one of them first would be pushed by the other.
  const isSettled = run.isError || !job.isPending;
  if (isNotFound(run.error)) return <NotFound />;
  return (
    <>
      {isSettled && (
        <PageHeader
          title={ran ? ran.jobName : words.one}
          documentTitle={ran ? `${words.one} · ${ran.jobName}` : words.one}
          badge={en.jobs.everyones}
          parent={<BackLink to="/admin/runs">{words.title}</BackLink>}
          more={<RunNeighbours scope="all" id={id} linkTo={(other) => `/admin/runs/${other}`} />}
        />
      )}
      {isSettled && ran && (
        <OwnerLine owner={ran.owner}>
          <Link to={`/admin/jobs/${ran.jobId}`}>{words.openJob}</Link>
        </OwnerLine>
      )}
      {!isSettled && <SkeletonRows rows={5} height={56} />}
      <div className={classes.run} hidden={!isSettled}>
        <RunWithJob key={id} scope="all" id={id} />
      </div>
    </>
  );
}
