import type { JobView } from '@punctual/shared/jobs/job';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';
import { BlockError } from '../../components/block-error.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { isBusy } from '../../features/jobs/busy.ts';
import { JobFacts } from '../../features/jobs/detail/job-facts.tsx';
import { NextRunLine } from '../../features/jobs/detail/next-run-line.tsx';
import { zoneOf } from '../../features/jobs/schedule-words.ts';
import { RunHistory } from '../../features/runs/run-history.tsx';
import { useJobRuns } from '../../features/runs/use-job-runs.ts';
import { en } from '../../lib/strings/en.ts';
import { useRelativeText } from '../../lib/time/ticker.ts';
import classes from './job-overview.module.css';

/** One job: how it stands and when next, then what happened, then what it is. */
export function JobOverview({ job }: { job: JobView }) {
  const wasJustScheduled: unknown = useLocation().state?.scheduled;
  return (
    <>
      <PageHeader
        title={job.name}
        parent={
          <Link to="/jobs" className={classes.back}>
            <IconArrowLeft size={16} aria-hidden />
            {en.nav.jobs}
          </Link>
        }
      />
      {wasJustScheduled === true && (
        <p className={classes.scheduled} role="status">
          {en.job.scheduled}
        </p>
      )}
      <NextRunLine job={job} />
      <div className={classes.columns}>
        <section aria-labelledby="runs" className={classes.runs}>
          <h2 id="runs">{en.runs.title}</h2>
          <Runs job={job} />
        </section>
        <JobFacts job={job} />
      </div>
    </>
  );
}

function Runs({ job }: { job: JobView }) {
  const { runs, loading } = useJobRuns(job.id, isBusy(job));
  if (runs === undefined && loading.isError)
    return (
      <BlockError message={en.errors.runs} error={loading.error} onRetry={() => void loading.refetch()} />
    );
  if (runs === undefined) return <SkeletonRows rows={5} height={48} />;
  if (runs.length === 0) return <NoRuns nextRunAt={job.nextRunAt} />;
  return <RunHistory jobId={job.id} runs={runs} jobZone={zoneOf(job.schedule)} loading={loading} />;
}

function NoRuns({ nextRunAt }: { nextRunAt: string | null }) {
  const words = useRelativeText(nextRunAt === null ? null : new Date(nextRunAt));
  return <p className={classes.none}>{nextRunAt === null ? en.runs.notRunYet : en.runs.firstRunIn(words)}</p>;
}
