import type { UserView } from '@punctual/shared/users/user';
import { keepPreviousData } from '@tanstack/react-query';
import { useOutletContext, useSearchParams } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { allJobsQuery } from '../../features/admin/admin-queries.ts';
import { isBusy } from '../../features/jobs/busy.ts';
import { filtersFrom, toQuery } from '../../features/jobs/list/job-filters.ts';
import { JobListView } from '../../features/jobs/list/job-list-view.tsx';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { en } from '../../lib/strings/en.ts';

/** Everybody's jobs. Pages of a single job exist for one's own so far, and only they are links. */
export function AdminJobsPage() {
  const user = useOutletContext<UserView>();
  const [search] = useSearchParams();
  const filters = filtersFrom(search);
  const query = { ...allJobsQuery(toQuery(filters)), placeholderData: keepPreviousData };
  const jobs = useLiveQuery(query, ({ data }) => data.some(isBusy));
  return (
    <>
      <PageHeader title={en.nav.allJobs} badge={en.jobs.everyones} />
      <JobListView
        jobs={jobs}
        filters={filters}
        errorMessage={en.errors.allJobs}
        withOwner
        canOpen={(job) => job.ownerId === user.id}
      />
    </>
  );
}
