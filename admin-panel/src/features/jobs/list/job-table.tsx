import { memo } from 'react';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import { JobMenu } from '../actions/job-menu.tsx';
import type { JobActions } from '../actions/use-job-actions.tsx';
import type { JobRow } from '../api/list-jobs.ts';
import { isOwnJob } from '../is-own-job.ts';
import { EnabledSwitch, JobName, JobSchedule, LastRun, NextRun } from './job-cells.tsx';
import type { JobRowsProps } from './job-rows-props.ts';
import classes from './job-table.module.css';
import { RecentRuns } from './recent-runs.tsx';
import { SortHead } from './sort-head.tsx';
import type { RecentRunsOfJob } from './use-recent-runs.ts';

const columns = words.column;

export function JobTable({ pages, onPage, ...rows }: JobRowsProps) {
  const { filters, selection, recentRuns, withOwner, onSort } = rows;
  const span = 7 + Number(withOwner) + Number(recentRuns !== null);
  return (
    <table
      className={classes.table}
      aria-label={words.table}
      aria-rowcount={pages.total + 1}
      data-with-owner={withOwner || undefined}
      data-with-strips={recentRuns !== null || undefined}
    >
      <thead>
        <tr aria-rowindex={1}>
          <td className={classes.check}>
            <SelectShown rows={pages.rows} ids={selection.ids} all={selection.all} onSet={selection.set} />
          </td>
          <SortHead
            column="name"
            label={columns.name}
            sort={filters.sort}
            onSort={onSort}
            className={classes.name}
          />
          {withOwner && <th scope="col">{columns.owner}</th>}
          <th scope="col">{columns.schedule}</th>
          <SortHead
            column="nextRunAt"
            label={columns.next}
            sort={filters.sort}
            onSort={onSort}
            className={classes.next}
          />
          <SortHead
            column="lastRun"
            label={columns.last}
            sort={filters.sort}
            onSort={onSort}
            className={classes.last}
          />
          {recentRuns && (
            <th scope="col" className={classes.strip}>
              {columns.strip}
            </th>
          )}
          <th scope="col" className={classes.enabled}>
            {columns.enabled}
          </th>
          <td className={classes.menu} />
        </tr>
      </thead>
      <tbody>
        <Spacer height={onPage.before} span={span} />
        {onPage.indexes.map((index) => {
          const job = pages.rowAt(index);
          if (!job) return <SkeletonRow key={`row-${index}`} span={span} />;
          return (
            <Row
              // Other filters give other rows: one that is in both does not travel to its new place.
              key={`${pages.view} ${job.id}`}
              index={index}
              job={job}
              isSelected={selection.has(job.id)}
              onSelect={selection.toggle}
              actions={rows.actions}
              withRecentRuns={recentRuns !== null}
              recentRuns={recentRuns?.get(job.id)}
              withOwner={withOwner}
              canOpen={rows.canOpen(job)}
              onWhy={rows.onWhy}
            />
          );
        })}
        <Spacer height={onPage.after} span={span} />
      </tbody>
    </table>
  );
}

/** Keeps the room of rows that are out of sight. */
function Spacer({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className={classes.spacer}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}

function SkeletonRow({ span }: { span: number }) {
  return (
    <tr aria-hidden className={classes.skeleton}>
      <td colSpan={span}>
        <span />
      </td>
    </tr>
  );
}

interface SelectShownProps {
  rows: readonly JobRow[];
  ids: ReadonlySet<string>;
  all: boolean;
  onSet: (ids: readonly string[]) => void;
}

const SelectShown = memo(function SelectShown({ rows, ids: selected, all, onSet }: SelectShownProps) {
  const ids = rows.map(({ id }) => id);
  const isAll = all || (ids.length > 0 && ids.every((id) => selected.has(id)));
  const isSome = !isAll && selected.size > 0;
  return (
    <label className={classes.tick}>
      <input
        type="checkbox"
        aria-label={words.selectShown}
        checked={isAll}
        ref={(box) => {
          if (box) box.indeterminate = isSome;
        }}
        onChange={() => onSet(isAll ? [] : ids)}
      />
    </label>
  );
});

interface RowProps {
  index: number;
  job: JobRow;
  isSelected: boolean;
  onSelect: (id: string) => void;
  actions: JobActions;
  withRecentRuns: boolean;
  recentRuns: RecentRunsOfJob | undefined;
  withOwner: boolean;
  canOpen: boolean;
  onWhy: ((job: JobRow) => void) | undefined;
}

const Row = memo(function Row({
  index,
  job,
  isSelected,
  onSelect,
  actions,
  withRecentRuns,
  recentRuns,
  withOwner,
  canOpen,
  onWhy,
}: RowProps) {
  return (
    <tr
      aria-rowindex={index + 2}
      data-row={index}
      data-open={canOpen || undefined}
      data-selected={isSelected || undefined}
    >
      <td>
        <label className={classes.tick}>
          <input
            type="checkbox"
            aria-label={words.selectJob(job.name)}
            checked={isSelected}
            onChange={() => onSelect(job.id)}
          />
        </label>
      </td>
      <td>
        <JobName job={job} canOpen={canOpen} />
      </td>
      {withOwner && <td className={classes.owner}>{'owner' in job ? job.owner.email : ''}</td>}
      <td>
        <JobSchedule job={job} />
      </td>
      <td className={classes.clipped}>
        <NextRun job={job} />
      </td>
      <td className={classes.clipped}>
        <LastRun job={job} />
      </td>
      {withRecentRuns && (
        <td>
          <RecentRuns runs={recentRuns} />
        </td>
      )}
      <td>
        <EnabledSwitch job={job} actions={actions} />
      </td>
      <td>
        <JobMenu job={job} actions={actions} isOwn={isOwnJob(job)} onWhy={onWhy} />
      </td>
    </tr>
  );
});
