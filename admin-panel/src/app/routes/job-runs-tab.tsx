import type { JobView } from '@punctual/contracts/jobs/job';
import { useSearchParams } from 'react-router';
import { BlockError } from '../../components/block-error.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { Punctuality } from '../../features/jobs/detail/punctuality.tsx';
import { JobFacts, NextRuns } from '../../features/jobs/detail/side-panel.tsx';
import { isJobActive } from '../../features/jobs/is-active.ts';
import { isAnyRun, runFiltersFrom } from '../../features/runs/run-filters.ts';
import { RunHistory } from '../../features/runs/run-history.tsx';
import { useRuns } from '../../features/runs/use-runs.ts';
import { allOwners, OWN, type Scope, type Source } from '../../lib/api/source.ts';
import { en } from '../../lib/strings/en.ts';
import { jobWords as words } from '../../lib/strings/job.ts';
import { useRelativeText } from '../../lib/time/ticker.ts';
import classes from './job-overview.module.css';

interface Props {
  job: JobView;
  scope: Scope;
  onWhy: (at: string) => void;
}

const SOURCES: Record<Scope, Source> = { own: OWN, all: allOwners() };

/** Shows what happened, and beside it what comes next, how punctual the job is, and its rules. */
export function JobRunsTab({ job, scope, onWhy }: Props) {
  const [search] = useSearchParams();
  const filters = { ...runFiltersFrom(search), jobId: job.id };
  const { runs, loading } = useRuns(SOURCES[scope], filters, isJobActive(job));
  const isAll = isAnyRun({ ...filters, jobId: '' });
  return (
    <div className={classes.columns}>
      <div className={classes.next}>
        <NextRuns job={job} />
      </div>
      <section aria-labelledby="runs" className={classes.runs}>
        <h2 id="runs">{en.runs.title}</h2>
        {runs === undefined && loading.isError ? (
          <BlockError message={en.errors.runs} error={loading.error} onRetry={() => void loading.refetch()} />
        ) : runs === undefined ? (
          <SkeletonRows rows={8} height={48} />
        ) : runs.length === 0 && isAll ? (
          <NoRuns nextRunAt={job.nextRunAt} />
        ) : (
          <RunHistory
            key={JSON.stringify(filters)}
            job={job}
            scope={scope}
            filters={filters}
            runs={runs}
            loading={loading}
            onWhy={onWhy}
          />
        )}
      </section>
      <aside className={classes.side} aria-label={words.rules}>
        <Punctuality job={job} scope={scope} />
        <JobFacts job={job} />
      </aside>
    </div>
  );
}

function NoRuns({ nextRunAt }: { nextRunAt: string | null }) {
  const away = useRelativeText(nextRunAt === null ? null : new Date(nextRunAt));
  return <p className={classes.none}>{nextRunAt === null ? en.runs.notRunYet : en.runs.firstRunIn(away)}</p>;
}
