import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import { BlockError } from '../../../components/block-error.tsx';
import { Pager } from '../../../components/pager.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import type { PageOf } from '../../../lib/api/page-of.ts';
import { en } from '../../../lib/strings/en.ts';
import type { JobRow } from './job-cells.tsx';
import { JobFilterBar } from './job-filter-bar.tsx';
import { type JobFilters, searchOf } from './job-filters.ts';
import { JobList } from './job-list.tsx';
import classes from './job-list-view.module.css';

interface Props {
  jobs: UseQueryResult<PageOf<JobRow>>;
  filters: JobFilters;
  errorMessage: string;
  withOwner?: boolean;
  canOpen?: (job: JobRow) => boolean;
}

/** Filters above, then the jobs in whatever state they are: on their way, not to be had, none, or listed. */
export function JobListView({ jobs, filters, errorMessage, ...list }: Props) {
  return (
    <>
      <JobFilterBar filters={filters} />
      {jobs.data === undefined ? (
        <Missing jobs={jobs} message={errorMessage} />
      ) : jobs.data.data.length === 0 ? (
        <NothingHere filters={filters} />
      ) : (
        <>
          <JobList
            rows={jobs.data.data}
            view={searchOf(filters)}
            isStale={jobs.isPlaceholderData}
            {...list}
          />
          {jobs.data.page !== null && (
            <Pager page={jobs.data.page} searchFor={(page) => searchOf({ ...filters, page })} />
          )}
        </>
      )}
    </>
  );
}

function Missing({ jobs, message }: { jobs: UseQueryResult<PageOf<JobRow>>; message: string }) {
  if (!jobs.isError) return <SkeletonRows rows={6} height={60} />;
  return <BlockError message={message} error={jobs.error} onRetry={() => void jobs.refetch()} />;
}

function NothingHere({ filters }: { filters: JobFilters }) {
  const beyondEnd = filters.page > 1;
  return (
    <div className={classes.nothing}>
      <p>{beyondEnd ? en.jobs.noneOnPage : en.jobs.noneMatch}</p>
      <Button
        component={Link}
        to={{ search: beyondEnd ? searchOf({ ...filters, page: 1 }) : '' }}
        variant="default"
      >
        {beyondEnd ? en.jobs.firstPage : en.jobs.clear}
      </Button>
    </div>
  );
}
