import { Button } from '@mantine/core';
import { keepPreviousData } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { isBusy } from '../../features/jobs/busy.ts';
import { FirstUse } from '../../features/jobs/first-use.tsx';
import { jobsQuery } from '../../features/jobs/job-queries.ts';
import { filtersFrom } from '../../features/jobs/list/job-filters.ts';
import { JobListView } from '../../features/jobs/list/job-list-view.tsx';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { en } from '../../lib/strings/en.ts';

export function JobsPage() {
  const [search] = useSearchParams();
  const filters = filtersFrom(search);
  const jobs = useLiveQuery({ ...jobsQuery(filters), placeholderData: keepPreviousData }, ({ data }) =>
    data.some(isBusy),
  );
  const isFirstUse = filters.show === 'all' && jobs.data?.page?.total === 0;
  return (
    <>
      <PageHeader
        title={en.jobs.title}
        action={
          isFirstUse ? undefined : (
            <Button component={Link} to="/jobs/new">
              {en.jobs.newJob}
            </Button>
          )
        }
      />
      {isFirstUse ? (
        <FirstUse />
      ) : (
        <JobListView jobs={jobs} filters={filters} errorMessage={en.errors.jobs} />
      )}
    </>
  );
}
