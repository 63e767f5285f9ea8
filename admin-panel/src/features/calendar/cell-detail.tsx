import type { CalendarCell } from '@punctual/contracts/api/calendar-contract';
import { CALENDAR } from '@punctual/contracts/api/limits';
import { Link } from 'react-router';
import type { Scope } from '../../lib/api/source.ts';
import { JOB_PAGES, RUN_PAGES } from '../../lib/pages.ts';
import { calendarWords as words } from '../../lib/strings/calendar.ts';
import { clockText } from '../../lib/time/instants.ts';
import { Block } from '../overview/block.tsx';
import classes from './cell-detail.module.css';
import { cellText, runsIn } from './cell-words.ts';

interface Props {
  title: string;
  cell: CalendarCell;
  /** The end of the part. */
  to: string;
  scope: Scope;
  zone: string;
}

type Row = CalendarCell['jobs'][number] & { owner?: { email: string } };

/** Tells if more is planned of a job than was counted. */
const isCut = ({ plannedIsCapped }: CalendarCell, planned: number): boolean =>
  plannedIsCapped && Object.values(CALENDAR.counted).some((most) => most === planned);

/** Lists what is in a part of the calendar, job by job, and leads to its runs. */
export function CellDetail({ title, cell, to, scope, zone }: Props) {
  const span = new URLSearchParams({ when: 'between', from: cell.at, to });
  const rows: Row[] = cell.jobs;
  return (
    <Block title={title}>
      <p className={classes.sum} role="status">
        {cellText(cell)}
      </p>
      {rows.length > 0 && (
        <ul className={classes.rows}>
          {rows.map(({ job, owner, runs, planned, firstAt }) => (
            <li key={job.id}>
              <span className={classes.name}>
                <Link to={`${JOB_PAGES[scope]}/${job.id}`}>{job.name}</Link>
                {owner && <small>{owner.email}</small>}
              </span>
              <span className={classes.when}>
                {words.jobIn(clockText(new Date(firstAt), zone), runs, planned, isCut(cell, planned))}
              </span>
            </li>
          ))}
        </ul>
      )}
      {cell.moreJobs > 0 && <p className={classes.sum}>{words.moreJobs(cell.moreJobs)}</p>}
      {runsIn(cell) > 0 && <Link to={`${RUN_PAGES[scope]}?${span}`}>{words.seeRuns}</Link>}
    </Block>
  );
}
