import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { FilterBar } from '../../components/address-filters.tsx';
import { CsvButton } from '../../components/csv-button.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ViewsButton } from '../../components/views/views-button.tsx';
import { AccountFilter } from '../../features/admin/users/lazy-account-filter.tsx';
import { askRunsCsv } from '../../features/runs/api/export-runs.ts';
import { RunFilterBar } from '../../features/runs/run-filter-bar.tsx';
import {
  isAnyRun,
  type RunFilters,
  runFiltersFrom,
  withRunFilters,
} from '../../features/runs/run-filters.ts';
import { useJobChoice } from '../../features/runs/use-job-choice.ts';
import { useRunPlace } from '../../features/runs/use-run-place.ts';
import { allOwners } from '../../lib/api/source.ts';
import { adminWords } from '../../lib/strings/admin.ts';
import { en } from '../../lib/strings/en.ts';
import { LazyRunDrawer } from './lazy-run-drawer.tsx';
import { RunListing } from './run-listing.tsx';

const words = adminWords.runs;

/** Lists the runs of all owners, each with its owner, with the filters of one's own. */
export function AdminRunsPage() {
  const [search, setSearch] = useSearchParams();
  const filters = runFiltersFrom(search);
  const owner = search.get('owner') ?? '';
  const source = useMemo(() => allOwners(owner), [owner]);
  const jobs = useJobChoice('all', filters.jobId);
  const { opened, close } = useRunPlace('all');
  const setFilters = (next: RunFilters) =>
    setSearch(withRunFilters(search, next), { replace: true, preventScrollReset: true });
  return (
    <>
      <PageHeader
        title={words.title}
        badge={en.jobs.everyones}
        more={
          <>
            <ViewsButton />
            <CsvButton name="all-runs" ask={() => askRunsCsv(source, filters)} />
          </>
        }
      />
      <FilterBar>
        <AccountFilter name="owner" label={adminWords.ownerFilter} />
      </FilterBar>
      <RunFilterBar filters={filters} onChange={setFilters} jobs={jobs} />
      <RunListing
        key={JSON.stringify([owner, filters])}
        source={source}
        filters={filters}
        isFiltered={owner !== '' || !isAnyRun(filters)}
        onClear={() => setSearch({}, { replace: true })}
        errorMessage={words.error}
      />
      <LazyRunDrawer scope="all" id={opened} onClose={close} />
    </>
  );
}
