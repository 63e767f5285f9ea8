import type { AdminOverviewView, OverviewView, WindowName } from '@punctual/contracts/api/overview-contract';
import { IconAlertOctagonFilled, IconCircleCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Instant } from '../../components/instant.tsx';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import { sinceText } from './attention.ts';
import { Block } from './block.tsx';
import classes from './job-rows.module.css';
import { spanOf } from './overview-window.ts';

type Next = OverviewView['next'][number] | AdminOverviewView['next'][number];
type Failing = OverviewView['failing'][number] | AdminOverviewView['failing'][number];

/** Lists the jobs that run next. */
export function NextRuns({ next, jobPath }: { next: readonly Next[]; jobPath: string }) {
  return (
    <Block title={words.nextRuns}>
      {next.length === 0 ? (
        <p className={classes.none}>{words.noNextRuns}</p>
      ) : (
        <ol className={classes.rows} data-stacked>
          {next.map((row) => (
            <li key={row.job.id}>
              <Name row={row} jobPath={jobPath} />
              <Instant at={row.nextRunAt} inline />
            </li>
          ))}
        </ol>
      )}
    </Block>
  );
}

interface FailsMostProps {
  failing: readonly Failing[];
  now: string;
  window: WindowName;
  jobPath: string;
}

/** Lists the jobs that failed most in the window, and whether they still fail. */
export function FailsMost({ failing, now, window, jobPath }: FailsMostProps) {
  return (
    <Block title={words.failsMost}>
      {failing.length === 0 ? (
        <p className={classes.none}>{words.noFailures(spanOf(window))}</p>
      ) : (
        <ol className={classes.rows}>
          {failing.map((row) => (
            <li key={row.job.id}>
              <Name row={row} jobPath={jobPath} />
              <span className={classes.failures}>
                <span className={classes.state} data-failing={row.isFailing || undefined}>
                  {row.isFailing ? (
                    <IconAlertOctagonFilled size={16} aria-hidden />
                  ) : (
                    <IconCircleCheck size={16} aria-hidden />
                  )}
                  {words.failedTimes(row.failed)}
                </span>
                <small>
                  {row.isFailing ? words.lastFailed(sinceText(row.lastFailedAt, now)) : words.recovered}
                </small>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Block>
  );
}

function Name({ row, jobPath }: { row: Next | Failing; jobPath: string }) {
  return (
    <span className={classes.name}>
      <Link to={`${jobPath}/${row.job.id}`} title={row.job.name}>
        {row.job.name}
      </Link>
      {'owner' in row && <small>{row.owner.email}</small>}
    </span>
  );
}
