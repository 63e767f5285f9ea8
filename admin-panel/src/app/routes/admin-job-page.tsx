import type { OwnedJobView } from '@punctual/contracts/jobs/job';
import { useParams } from 'react-router';
import { BackLink } from '../../components/back-link.tsx';
import { BlockError } from '../../components/block-error.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { OwnerLine } from '../../components/owner-line.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { AdminJobActions } from '../../features/jobs/actions/admin-job-actions.tsx';
import { jobQuery } from '../../features/jobs/api/get-job.ts';
import { NextRunLine } from '../../features/jobs/detail/next-run-line.tsx';
import { JobFacts } from '../../features/jobs/detail/side-panel.tsx';
import { isJobActive } from '../../features/jobs/is-active.ts';
import { AllRuns } from '../../features/runs/all-runs.tsx';
import { LastResult } from '../../features/runs/last-result.tsx';
import { ANY_RUN } from '../../features/runs/run-filters.ts';
import { isNotFound } from '../../lib/api/error-words.ts';
import { allOwners } from '../../lib/api/source.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { adminWords } from '../../lib/strings/admin.ts';
import { en } from '../../lib/strings/en.ts';
import classes from './admin-job-page.module.css';

const words = adminWords.job;
const SOURCE = allOwners();

/** Shows one job of any owner: whose it is, its state, what may be done to it, what happened. */
export function AdminJobPage() {
  const { id = '' } = useParams();
  const job = useLiveQuery(jobQuery('all', id), isJobActive);
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
      <AdminJobActions job={job} />
      <NextRunLine job={job}>
        <LastResult job={job} scope="all" isNew={false} />
      </NextRunLine>
      <div className={classes.columns}>
        <section aria-labelledby="runs">
          <h2 id="runs">{words.runs}</h2>
          <AllRuns source={SOURCE} filters={{ ...ANY_RUN, jobId: job.id }} isFiltered={false} ofOneJob />
        </section>
        <JobFacts job={job} />
      </div>
    </>
  );
}
