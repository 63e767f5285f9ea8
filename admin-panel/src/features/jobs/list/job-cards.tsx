import { JobState } from '../job-state.tsx';
import classes from './job-cards.module.css';
import { JobName, JobSchedule, NextRun } from './job-cells.tsx';
import type { JobRowsProps } from './job-table.tsx';

/** The list on a phone: no table, and nothing to scroll sideways. */
export function JobCards({ rows, withOwner, canOpen }: JobRowsProps) {
  return (
    <ul className={classes.list}>
      {rows.map((job) => (
        <li key={job.id} className={classes.card}>
          <div className={classes.what}>
            <JobName job={job} canOpen={canOpen(job)} />
            {withOwner && 'owner' in job && <span className={classes.owner}>{job.owner.email}</span>}
            <div className={classes.words}>
              <JobSchedule job={job} />
            </div>
          </div>
          <div className={classes.when}>
            <JobState job={job} />
            <NextRun job={job} />
          </div>
        </li>
      ))}
    </ul>
  );
}
