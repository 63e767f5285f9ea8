import type { RunView } from '@punctual/contracts/runs/run';
import { memo, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Scope } from '../../lib/api/source.ts';
import { JOB_PAGES } from '../../lib/pages.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import type { ActedOn } from './actor-name.ts';
import type { Day } from './group-by-day.ts';
import { DueLink, Punctuality, Status, Took, WhyButton } from './run-cells.tsx';
import { resultText } from './run-result.ts';
import classes from './run-table.module.css';

/** A run of a list; of all owners, with its owner. */
export type ListedRun = RunView & ActedOn;

export interface RunRowsProps {
  days: readonly Day<ListedRun>[];
  zone: string;
  /** The address of a run: beside the list, or a page of its own. */
  linkTo: (run: RunView) => string;
  onWhy: (run: RunView) => void;
  /** Shows a column of jobs, for the runs of several jobs; of all owners also one of owners. */
  jobsOf: Scope | null;
  /** Rows above the newest run, of one job: what is to come. */
  upcoming?: ReactNode;
  /** The run that is shown beside the list. */
  opened: string | null;
}

const { column } = words;

export function RunTable({ days, ...rows }: RunRowsProps) {
  const ofJobs = rows.jobsOf ? [column.job, ...(rows.jobsOf === 'all' ? [column.owner] : [])] : [];
  const heads = [column.status, ...ofJobs, column.due, column.started];
  const all = [...heads, column.took, column.attempts, column.result];
  return (
    <table
      className={classes.table}
      aria-label={words.table}
      data-with-job={rows.jobsOf !== null || undefined}
    >
      <thead>
        <tr>
          {all.map((title) => (
            <th key={title} scope="col" data-column={title}>
              {title}
            </th>
          ))}
          <td className={classes.menu} />
        </tr>
      </thead>
      {rows.upcoming}
      {days.map(({ day, key, runs }) => (
        <tbody key={key}>
          <tr>
            <th scope="rowgroup" colSpan={all.length + 1} className={classes.day}>
              {day}
            </th>
          </tr>
          {runs.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              zone={rows.zone}
              to={rows.linkTo(run)}
              onWhy={rows.onWhy}
              jobsOf={rows.jobsOf}
              isOpened={run.id === rows.opened}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface RowProps extends Pick<RunRowsProps, 'zone' | 'onWhy' | 'jobsOf'> {
  run: ListedRun;
  to: string;
  isOpened: boolean;
}

const RunRow = memo(function RunRow({ run, zone, to, onWhy, jobsOf, isOpened }: RowProps) {
  const result = resultText(run);
  return (
    <tr className={classes.row} data-row={run.id} data-opened={isOpened || undefined}>
      <td>
        <Status run={run} />
      </td>
      {jobsOf && (
        <td className={classes.job}>
          <Link to={`${JOB_PAGES[jobsOf]}/${run.jobId}`} title={run.jobName}>
            {run.jobName}
          </Link>
        </td>
      )}
      {jobsOf === 'all' && (
        <td className={classes.owner} title={run.owner?.email}>
          {run.owner?.email}
        </td>
      )}
      <td>
        <DueLink run={run} zone={zone} to={to} />
      </td>
      <td>
        <Punctuality run={run} />
      </td>
      <td>
        <Took run={run} />
      </td>
      <td>{Math.max(run.attempt, run.attempts.length)}</td>
      <td className={classes.result}>
        <span title={result}>{result}</span>
      </td>
      <td className={classes.why}>
        <WhyButton run={run} zone={zone} onWhy={onWhy} />
      </td>
    </tr>
  );
});
