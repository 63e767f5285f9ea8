import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { CsvButton } from '../../components/csv-button.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ViewsButton } from '../../components/views/views-button.tsx';
import { jobCountsQuery } from '../../features/jobs/api/count-jobs.ts';
import { askJobsCsv } from '../../features/jobs/api/export-jobs.ts';
import type { JobRow } from '../../features/jobs/api/list-jobs.ts';
import { firstAsked } from '../../features/jobs/first-asked.ts';
import { FirstUse } from '../../features/jobs/first-use.tsx';
import { filtersFrom, type JobFilters, searchOf } from '../../features/jobs/list/job-filters.ts';
import { JobList } from '../../features/jobs/list/job-list.tsx';
import { ShowTabs } from '../../features/jobs/list/show-tabs.tsx';
import { zoneOf } from '../../features/jobs/schedule-words.ts';
import { WhyDialog } from '../../features/runs/why/why-dialog.tsx';
import { OWN } from '../../lib/api/source.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { en } from '../../lib/strings/en.ts';

export function JobsPage() {
  const [search, setSearch] = useSearchParams();
  const filters = filtersFrom(search);
  const counts = useLiveQuery(jobCountsQuery, () => false).data;
  const [why, setWhy] = useState<JobRow | null>(null);
  const isFirstUse = searchOf(filters) === '' && counts?.total === 0;
  const setFilters = (next: JobFilters) =>
    setSearch(searchOf(next), { replace: true, preventScrollReset: true });
  return (
    <>
      <PageHeader
        title={en.jobs.title}
        more={
          isFirstUse ? undefined : (
            <>
              <Link to="/jobs/import">{en.firstUse.importCrontab}</Link>
              <ViewsButton />
              <CsvButton name="jobs" ask={() => askJobsCsv(OWN, filters)} />
            </>
          )
        }
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
        <>
          <ShowTabs filters={filters} counts={counts} />
          <JobList
            source={OWN}
            filters={filters}
            onFilters={setFilters}
            errorMessage={en.errors.jobs}
            onWhy={setWhy}
          />
        </>
      )}
      {why && (
        <WhyDialog
          scope="own"
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
