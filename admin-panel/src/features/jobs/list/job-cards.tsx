import { memo } from 'react';
import { RunBadge } from '../../../components/run-status/run-badge.tsx';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';
import { JobMenu } from '../actions/job-menu.tsx';
import type { JobActions } from '../actions/use-job-actions.tsx';
import type { JobRow } from '../api/list-jobs.ts';
import { isOwnJob } from '../is-own-job.ts';
import { JobState } from '../job-state.tsx';
import { scheduleWords } from '../schedule-words.ts';
import classes from './job-cards.module.css';
import { EnabledSwitch, JobLink, NextRun } from './job-cells.tsx';
import type { JobRowsProps } from './job-rows-props.ts';

/** Shows the list on a phone: no table, and nothing to scroll sideways. */
export function JobCards({ pages, onPage, ...rows }: JobRowsProps) {
  return (
    <ul
      className={classes.list}
      aria-label={words.table}
      style={{ paddingBlock: `${onPage.before}px ${onPage.after}px` }}
    >
      {onPage.indexes.map((index) => {
        const job = pages.rowAt(index);
        if (!job) return <li key={`row-${index}`} className={classes.card} aria-hidden />;
        return (
          <Card
            key={`${pages.view} ${job.id}`}
            index={index}
            total={pages.total}
            job={job}
            isSelected={rows.selection.has(job.id)}
            onSelect={rows.selection.toggle}
            actions={rows.actions}
            withOwner={rows.withOwner}
            canOpen={rows.canOpen(job)}
            onWhy={rows.onWhy}
          />
        );
      })}
    </ul>
  );
}

interface CardProps {
  index: number;
  total: number;
  job: JobRow;
  isSelected: boolean;
  onSelect: (id: string) => void;
  actions: JobActions;
  withOwner: boolean;
  canOpen: boolean;
  onWhy: ((job: JobRow) => void) | undefined;
}

const Card = memo(function Card({ index, total, job, isSelected, onSelect, actions, ...more }: CardProps) {
  const { words: schedule, zone } = scheduleWords(job);
  const owner = more.withOwner && 'owner' in job ? `${job.owner.email} · ` : '';
  return (
    <li
      className={classes.card}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-row={index}
      data-selected={isSelected || undefined}
    >
      <label className={classes.tick}>
        <input
          type="checkbox"
          aria-label={words.selectJob(job.name)}
          checked={isSelected}
          onChange={() => onSelect(job.id)}
        />
      </label>
      <div className={classes.words}>
        <div className={classes.head}>
          <JobLink job={job} canOpen={more.canOpen} />
          <CardState job={job} />
        </div>
        <span className={classes.schedule}>
          {owner}
          {schedule}
          {zone !== undefined && `, ${zone}`}
        </span>
        <NextRun job={job} inline />
      </div>
      <span className={classes.menu}>
        <span className={classes.enabled}>
          <EnabledSwitch job={job} actions={actions} />
        </span>
        <JobMenu
          job={job}
          actions={actions}
          isOwn={isOwnJob(job)}
          onWhy={more.onWhy}
          onSelect={({ id }) => onSelect(id)}
        />
      </span>
    </li>
  );
});

/**
 * Shows the one state that a card has room for: the job's own, or that it failed last, which would not be
 * seen otherwise.
 */
function CardState({ job }: { job: JobRow }) {
  const failedLast =
    job.enabled && !job.suspended && job.status === 'PENDING' && job.lastRun?.status === 'FAILED';
  return failedLast ? <RunBadge status="FAILED" /> : <JobState job={job} />;
}
