import { JobState } from '../job-state.tsx';
import { scheduleWords } from '../schedule-words.ts';
import classes from './job-cards.module.css';
import { JobLink, type JobRow, NextRun } from './job-cells.tsx';
import type { JobRowsProps } from './job-table.tsx';

/** The list on a phone: no table, and nothing to scroll sideways. */
export function JobCards({ rows, withOwner, canOpen }: JobRowsProps) {
  return (
    <ul className={classes.list}>
      {rows.map((job) => (
        <li key={job.id} className={classes.card}>
          <div className={classes.head}>
            <JobLink job={job} canOpen={canOpen(job)} />
            <JobState job={job} />
          </div>
          {withOwner && 'owner' in job && <span className={classes.owner}>{job.owner.email}</span>}
          <Words job={job} />
          <NextRun job={job} inline />
        </li>
      ))}
    </ul>
  );
}

function Words({ job }: { job: JobRow }) {
  const { words, detail, isCode } = scheduleWords(job.schedule);
  return (
    <span className={classes.words}>
      {words}
      {isCode && <code>{detail}</code>}
      {!isCode && job.nextRunAt === null && detail !== undefined && `, ${detail}`}
    </span>
  );
}
