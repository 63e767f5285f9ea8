import { en } from '../../../lib/strings/en.ts';
import { JobState } from '../job-state.tsx';
import { JobName, type JobRow, JobSchedule, LastRun, NextRun } from './job-cells.tsx';
import classes from './job-table.module.css';

export interface JobRowsProps {
  rows: readonly JobRow[];
  /** Whose jobs these are is a column where they are everybody's. */
  withOwner: boolean;
  canOpen: (job: JobRow) => boolean;
}

const columns = en.jobs.column;

export function JobTable({ rows, withOwner, canOpen }: JobRowsProps) {
  return (
    <table className={classes.table} aria-label={en.jobs.table} data-with-owner={withOwner || undefined}>
      <thead>
        <tr>
          <th scope="col" className={classes.name}>
            {columns.name}
          </th>
          {withOwner && <th scope="col">{columns.owner}</th>}
          <th scope="col">{columns.schedule}</th>
          <th scope="col" className={classes.next}>
            {columns.next}
          </th>
          <th scope="col" className={classes.narrow}>
            {columns.last}
          </th>
          <th scope="col" className={classes.narrow}>
            {columns.state}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((job) => (
          <JobTableRow key={job.id} job={job} withOwner={withOwner} canOpen={canOpen(job)} />
        ))}
      </tbody>
    </table>
  );
}

function JobTableRow({ job, withOwner, canOpen }: { job: JobRow; withOwner: boolean; canOpen: boolean }) {
  return (
    <tr data-open={canOpen || undefined}>
      <td>
        <JobName job={job} canOpen={canOpen} />
      </td>
      {withOwner && <td className={classes.owner}>{'owner' in job ? job.owner.email : ''}</td>}
      <td>
        <JobSchedule job={job} />
      </td>
      <td>
        <NextRun job={job} />
      </td>
      <td>
        <LastRun job={job} />
      </td>
      <td>
        <JobState job={job} />
      </td>
    </tr>
  );
}
