import { useSearchParams } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { allJobs } from '../../features/admin/all-jobs.ts';
import { filtersFrom, type JobFilters, searchOf } from '../../features/jobs/list/job-filters.ts';
import { JobList } from '../../features/jobs/list/job-list.tsx';
import { ShowTabs } from '../../features/jobs/list/show-tabs.tsx';
import { en } from '../../lib/strings/en.ts';

/** Everybody's jobs are in this order only: no index orders them otherwise. */
const ORDER = '-createdAt';

/** Everybody's jobs, each with its owner. */
export function AdminJobsPage() {
  const [search, setSearch] = useSearchParams();
  const filters = filtersFrom(search, ORDER);
  const setFilters = (next: JobFilters) =>
    setSearch(searchOf(next, ORDER), { replace: true, preventScrollReset: true });
  return (
    <>
      <PageHeader title={en.nav.allJobs} badge={en.jobs.everyones} />
      <ShowTabs filters={filters} counts={undefined} />
      <JobList
        source={allJobs}
        filters={filters}
        onFilters={setFilters}
        errorMessage={en.errors.allJobs}
        withOwner
        sortable={false}
      />
    </>
  );
}
