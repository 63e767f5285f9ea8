import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { FilterBar } from '../../components/address-filters.tsx';
import { CsvButton } from '../../components/csv-button.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ViewsButton } from '../../components/views/views-button.tsx';
import { AccountFilter } from '../../features/admin/users/lazy-account-filter.tsx';
import { askJobsCsv } from '../../features/jobs/api/export-jobs.ts';
import type { JobRow } from '../../features/jobs/api/list-jobs.ts';
import { firstAsked } from '../../features/jobs/first-asked.ts';
import { filtersFrom, type JobFilters, orderOf, searchOf } from '../../features/jobs/list/job-filters.ts';
import { JobList } from '../../features/jobs/list/job-list.tsx';
import { ShowTabs } from '../../features/jobs/list/show-tabs.tsx';
import { zoneOf } from '../../features/jobs/schedule-words.ts';
import { WhyDialog } from '../../features/runs/why/why-dialog.tsx';
import { allOwners } from '../../lib/api/source.ts';
import { adminWords } from '../../lib/strings/admin.ts';
import { en } from '../../lib/strings/en.ts';

/** The order of the jobs of all owners, but for those that are failing: no index orders them otherwise. */
const ORDER = '-createdAt';

/** Lists the jobs of all owners, each with its owner, or those of one. */
export function AdminJobsPage() {
  const [search, setSearch] = useSearchParams();
  const [why, setWhy] = useState<JobRow | null>(null);
  const owner = search.get('owner') ?? '';
  const source = useMemo(() => allOwners(owner), [owner]);
  const filters = filtersFrom(search, ORDER);
  const kept = owner === '' ? '' : String(new URLSearchParams({ owner }));
  const setFilters = (next: JobFilters) => {
    const given = new URLSearchParams(searchOf({ ...next, sort: orderOf(next.show, ORDER) }, ORDER));
    if (owner !== '') given.set('owner', owner);
    setSearch(given, { replace: true, preventScrollReset: true });
  };
  return (
    <>
      <PageHeader
        title={en.nav.allJobs}
        badge={en.jobs.everyones}
        more={
          <>
            <ViewsButton />
            <CsvButton name="all-jobs" ask={() => askJobsCsv(source, filters)} />
          </>
        }
      />
      <FilterBar>
        <AccountFilter name="owner" label={adminWords.ownerFilter} />
      </FilterBar>
      <ShowTabs filters={filters} counts={undefined} kept={kept} order={ORDER} />
      <JobList
        key={owner}
        source={source}
        filters={filters}
        onFilters={setFilters}
        errorMessage={en.errors.allJobs}
        withOwner
        sortable={false}
        onWhy={setWhy}
        isNarrowed={owner !== ''}
        onClear={() => setSearch({}, { replace: true, preventScrollReset: true })}
      />
      {why && (
        <WhyDialog
          scope="all"
          jobId={why.id}
          jobName={why.name}
          zone={zoneOf(why.schedule)}
          at={firstAsked(why)}
          onClose={() => setWhy(null)}
        />
      )}
    </>
  );
}
