import { Button } from '@mantine/core';
import type { RunView } from '@punctual/contracts/runs/run';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { BlockError } from '../../components/block-error.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { RunFilterBar } from '../../features/runs/run-filter-bar.tsx';
import {
  ANY_RUN,
  isAnyRun,
  type RunFilters,
  runFiltersFrom,
  withRunFilters,
} from '../../features/runs/run-filters.ts';
import { RunList } from '../../features/runs/run-list.tsx';
import { useJobChoice } from '../../features/runs/use-job-choice.ts';
import { useRunPlace } from '../../features/runs/use-run-place.ts';
import { useRuns } from '../../features/runs/use-runs.ts';
import { WhyDialog } from '../../features/runs/why/why-dialog.tsx';
import { OWN } from '../../lib/api/source.ts';
import { useDeferredRows } from '../../lib/live/use-deferred-updates.ts';
import { en } from '../../lib/strings/en.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import classes from './job-overview.module.css';
import { LazyRunDrawer } from './lazy-run-drawer.tsx';

/** Lists everything of the user that ran, or should have. */
export function RunsPage() {
  const [search, setSearch] = useSearchParams();
  const filters = runFiltersFrom(search);
  const jobs = useJobChoice(filters.jobId);
  const { opened, close } = useRunPlace();
  const setFilters = (next: RunFilters) =>
    setSearch(withRunFilters(search, next), { replace: true, preventScrollReset: true });
  return (
    <>
      <PageHeader title={words.title} />
      <RunFilterBar filters={filters} onChange={setFilters} jobs={jobs} />
      <Runs key={JSON.stringify(filters)} filters={filters} onClear={() => setFilters(ANY_RUN)} />
      <LazyRunDrawer id={opened} onClose={close} />
    </>
  );
}

function Runs({ filters, onClear }: { filters: RunFilters; onClear: () => void }) {
  const { runs, loading } = useRuns(OWN, filters);
  if (runs === undefined && loading.isError)
    return (
      <BlockError message={words.couldNotLoad} error={loading.error} onRetry={() => void loading.refetch()} />
    );
  if (runs === undefined) return <SkeletonRows rows={10} height={48} />;
  if (runs.length > 0) return <Listed filters={filters} runs={runs} loading={loading} />;
  return (
    <div className={classes.nothing} data-nothing>
      <p>{isAnyRun(filters) ? words.noneYet : words.noneMatch}</p>
      {isAnyRun(filters) ? (
        <Button component={Link} to="/jobs/new">
          {en.jobs.newJob}
        </Button>
      ) : (
        <Button variant="default" onClick={onClear}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}

interface ListedProps {
  filters: RunFilters;
  runs: RunView[];
  loading: ReturnType<typeof useRuns>['loading'];
}

function Listed({ filters, runs, loading }: ListedProps) {
  const deferred = useDeferredRows(runs, JSON.stringify(filters));
  const { opened, linkTo, isWide } = useRunPlace();
  const [why, setWhy] = useState<RunView | null>(null);
  return (
    <>
      <RunList
        deferred={deferred}
        loading={loading}
        isWide={isWide}
        linkTo={linkTo}
        opened={opened}
        zone={viewerZone()}
        withJob
        onWhy={setWhy}
      />
      {why && (
        <WhyDialog
          jobId={why.jobId}
          jobName={why.jobName}
          zone={null}
          at={why.scheduledFor}
          onClose={() => setWhy(null)}
        />
      )}
    </>
  );
}
