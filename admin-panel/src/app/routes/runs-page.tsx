import { Button } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { CsvButton } from '../../components/csv-button.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ViewsButton } from '../../components/views/views-button.tsx';
import { askRunsCsv } from '../../features/runs/api/export-runs.ts';
import { RunFilterBar } from '../../features/runs/run-filter-bar.tsx';
import {
  ANY_RUN,
  isAnyRun,
  type RunFilters,
  runFiltersFrom,
  withRunFilters,
} from '../../features/runs/run-filters.ts';
import { useJobChoice } from '../../features/runs/use-job-choice.ts';
import { useRunPlace } from '../../features/runs/use-run-place.ts';
import { OWN } from '../../lib/api/source.ts';
import { en } from '../../lib/strings/en.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { LazyRunDrawer } from './lazy-run-drawer.tsx';
import { RunListing } from './run-listing.tsx';

/** Lists everything of the user that ran, or should have. */
export function RunsPage() {
  const [search, setSearch] = useSearchParams();
  const filters = runFiltersFrom(search);
  const jobs = useJobChoice('own', filters.jobId);
  const { opened, close } = useRunPlace();
  const setFilters = (next: RunFilters) =>
    setSearch(withRunFilters(search, next), { replace: true, preventScrollReset: true });
  return (
    <>
      <PageHeader
        title={words.title}
        more={
          <>
            <ViewsButton />
            <CsvButton name="runs" ask={() => askRunsCsv(OWN, filters)} />
          </>
        }
      />
      <RunFilterBar filters={filters} onChange={setFilters} jobs={jobs} />
      <RunListing
        key={JSON.stringify(filters)}
        source={OWN}
        filters={filters}
        isFiltered={!isAnyRun(filters)}
        onClear={() => setFilters(ANY_RUN)}
        errorMessage={words.couldNotLoad}
        offer={
          <Button component={Link} to="/jobs/new">
            {en.jobs.newJob}
          </Button>
        }
      />
      <LazyRunDrawer scope="own" id={opened} onClose={close} />
    </>
  );
}
