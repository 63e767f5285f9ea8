import { useElementSize } from '@mantine/hooks';
import type { TimelineRow, TimelineView as View } from '@punctual/contracts/api/calendar-contract';
import { CALENDAR } from '@punctual/contracts/api/limits';
import { DAY_MS } from '@punctual/contracts/time';
import type { Ref } from 'react';
import { Link } from 'react-router';
import { RUN_STATUS_LOOKS } from '../../components/run-status/run-status.ts';
import { StatusLegend } from '../../components/run-status/status-legend.tsx';
import type { Scope } from '../../lib/api/source.ts';
import { JOB_PAGES, RUN_PAGES } from '../../lib/pages.ts';
import { calendarWords as words } from '../../lib/strings/calendar.ts';
import { clockText, instantText } from '../../lib/time/instants.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import { ChartBlock } from '../overview/chart-block.tsx';
import { findOverlaps } from './overlaps.ts';
import { TimelineBars } from './timeline-bars.tsx';
import classes from './timeline-view.module.css';

interface Props {
  view: View;
  scope: Scope;
}

type Row = TimelineRow & { owner?: { email: string } };

/** Shows the 24 hours before and after now: a row for each job, and the hours in which nothing is planned. */
export function TimelineView({ view, scope }: Props) {
  const rows: Row[] = view.jobs;
  const { ref, width } = useElementSize<HTMLDivElement>();
  return (
    <ChartBlock
      title={words.hours}
      summary={quietText(view)}
      chart={
        <div className={classes.rows}>
          <Axis view={view} measure={ref} />
          <ul>
            {rows.map((row) => (
              <li key={row.job.id} className={classes.row}>
                <Name row={row} view={view} scope={scope} />
                <TimelineBars row={row} isPlanCut={isCut(row, row.planned)} view={view} width={width} />
              </li>
            ))}
          </ul>
          {rows.length > 0 && (
            <>
              <StatusLegend statuses={rows.flatMap(({ runs }) => runs.map(({ status }) => status))} />
              <p className={classes.none}>{words.hoursLegend}</p>
            </>
          )}
          {rows.length === 0 && <p className={classes.none}>{words.nothingAround}</p>}
          {view.runsFrom !== null && (
            <p className={classes.none}>
              {words.runsFrom(instantText(new Date(view.runsFrom), viewerZone()))}
            </p>
          )}
          {view.moreJobs > 0 && <p className={classes.none}>{words.moreRows(view.moreJobs)}</p>}
        </div>
      }
      table={<TimelineTable rows={rows} now={view.now} />}
    />
  );
}

/** Says in which hours to come nothing is planned. */
function quietText({ quiet }: View): string {
  if (quiet === null) return words.quietUnknown;
  if (quiet.length === 0) return words.noQuiet;
  const clock = (at: string) => clockText(new Date(at), viewerZone());
  return words.quiet(quiet.map(({ from, to }) => words.span(clock(from), clock(to))));
}

function Name({ row, view, scope }: { row: Row; view: View; scope: Scope }) {
  const span = new URLSearchParams({ when: 'between', from: view.from, to: view.now, job: row.job.id });
  return (
    <span className={classes.name}>
      <Link to={`${JOB_PAGES[scope]}/${row.job.id}`}>{row.job.name}</Link>
      {row.owner && <small>{row.owner.email}</small>}
      <small>
        {row.runs.length > 0 ? (
          <Link to={`${RUN_PAGES[scope]}?${span}`}>{rowText(row, view.now)}</Link>
        ) : (
          rowText(row, view.now)
        )}
      </small>
    </span>
  );
}

/** Sums a row up: "12 runs, 1 failed, 2 overlaps, 4 planned". */
function rowText(row: TimelineRow, now: string): string {
  const failed = row.runs.filter(({ status }) => status === 'FAILED').length;
  const overlaps = findOverlaps(row.runs, Date.parse(now)).length;
  return [
    ...(row.runs.length > 0 ? [words.runs(row.runs.length, isCut(row, row.runs))] : []),
    ...(failed > 0 ? [words.failed(failed)] : []),
    ...(overlaps > 0 ? [words.overlaps(overlaps)] : []),
    ...(row.planned.length > 0 ? [words.planned(row.planned.length, isCut(row, row.planned))] : []),
  ].join(', ');
}

/** Tells the list of a row that is not all of it. */
const isCut = (row: TimelineRow, list: readonly unknown[]): boolean =>
  row.isCapped && list.length >= CALENDAR.ofRow;

const TICKS = [0, 6, 12, 18, 24, 30, 36, 42, 48];

/** Names the hours along the bars, and is as wide as they are. */
function Axis({ view, measure }: { view: View; measure: Ref<HTMLDivElement> }) {
  const at = (hours: number) => new Date(Date.parse(view.from) + hours * (DAY_MS / 24));
  return (
    <div ref={measure} className={classes.axis} aria-hidden>
      {TICKS.map((hours) => (
        <span key={hours} data-now={hours === 24 || undefined}>
          {hours === 24 ? words.now : clockText(at(hours), viewerZone())}
        </span>
      ))}
    </div>
  );
}

function TimelineTable({ rows, now }: { rows: Row[]; now: string }) {
  return (
    <table aria-label={words.hours}>
      <thead>
        <tr>
          <th scope="col">{words.job}</th>
          <th scope="col">{words.sum}</th>
          <th scope="col">{words.last}</th>
          <th scope="col">{words.next}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const last = row.runs.at(-1);
          const next = row.planned[0];
          return (
            <tr key={row.job.id}>
              <th scope="row">{row.job.name}</th>
              <td>{rowText(row, now)}</td>
              <td>
                {last &&
                  `${RUN_STATUS_LOOKS[last.status].label}, ${clockText(new Date(last.dueAt), viewerZone())}`}
              </td>
              <td>{next && clockText(new Date(next), viewerZone())}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
