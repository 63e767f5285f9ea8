import type { RunView } from '@punctual/shared/runs/run';
import { Fragment } from 'react';
import { RunBadge } from '../../components/run-status/run-badge.tsx';
import { en } from '../../lib/strings/en.ts';
import type { Day } from './group-by-day.ts';
import { DetailsToggle, DueTime, detailsId, Punctuality, Took } from './run-cells.tsx';
import { RunDetails } from './run-details.tsx';
import { resultText } from './run-result.ts';
import classes from './run-table.module.css';

export interface RunRowsProps {
  days: readonly Day<RunView>[];
  zone: string;
  opened: ReadonlySet<string>;
  onToggle: (runId: string) => void;
}

const column = en.runs.column;
const COLUMNS = [column.status, column.due, column.started, column.took, column.attempts, column.result];

export function RunTable({ days, ...rows }: RunRowsProps) {
  return (
    <table className={classes.table} aria-label={en.runs.title}>
      <thead>
        <tr>
          {COLUMNS.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          <td className={classes.toggle} />
        </tr>
      </thead>
      {days.map(({ day, runs }) => (
        <tbody key={day}>
          <tr>
            <th scope="rowgroup" colSpan={COLUMNS.length + 1} className={classes.day}>
              {day}
            </th>
          </tr>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} {...rows} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function RunRow({ run, zone, opened, onToggle }: { run: RunView } & Omit<RunRowsProps, 'days'>) {
  const isOpen = opened.has(run.id);
  return (
    <Fragment>
      <tr className={classes.row}>
        <td>
          <RunBadge status={run.status} />
        </td>
        <td>
          <DueTime run={run} zone={zone} />
        </td>
        <td>
          <Punctuality run={run} />
        </td>
        <td>
          <Took run={run} />
        </td>
        <td>{run.attempts.length}</td>
        <td className={classes.result}>{resultText(run)}</td>
        <td>
          <DetailsToggle run={run} zone={zone} opened={isOpen} onToggle={() => onToggle(run.id)} />
        </td>
      </tr>
      {isOpen && (
        <tr id={detailsId(run.id)}>
          <td colSpan={COLUMNS.length + 1} className={classes.details}>
            <RunDetails run={run} zone={zone} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}
