import { Button } from '@mantine/core';
import type { AdminOverviewView, OverviewView, WindowName } from '@punctual/contracts/api/overview-contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import { windowBeforeQuery } from './api/overview.ts';
import type { AttentionItem } from './attention.ts';
import { AttentionList } from './attention-list.tsx';
import { totalOf } from './changes.ts';
import { Figures } from './figures.tsx';
import { FailsMost, NextRuns } from './job-rows.tsx';
import { LatenessChart } from './lateness-chart.tsx';
import classes from './overview-body.module.css';
import { spanOf } from './overview-window.ts';
import { RunsChart } from './runs-chart.tsx';

interface Props {
  view: OverviewView | AdminOverviewView;
  scope: 'own' | 'all';
  window: WindowName;
  choice: ReactNode;
  attention: readonly AttentionItem[];
  /** Older than the window that was asked for. */
  isStale: boolean;
  /** The additions of the system's overview. */
  children?: ReactNode;
}

/** Shows what is wrong; figures; what ran and what is next; how punctually, and what fails most. */
export function OverviewBody({ view, scope, window, choice, attention, isStale, children }: Props) {
  const { data: before } = useQuery(windowBeforeQuery(scope, window, view.from));
  const jobPath = scope === 'own' ? '/jobs' : '/admin/jobs';
  const hasRuns = totalOf(view.runs) > 0;
  return (
    <div className={classes.body}>
      <AttentionList items={attention} allWell={scope === 'own' ? words.allWell : words.allWellSystem} />
      <div className={classes.choice}>{choice}</div>
      <div className={classes.dated} data-stale={isStale || undefined}>
        {hasRuns && <Figures view={view} before={before} window={window} />}
        {view.isCapped && <p className={classes.note}>{words.capped}</p>}
        {children}
        <div className={classes.row} data-wide="first">
          {hasRuns ? (
            <RunsChart view={view} scope={scope} window={window} />
          ) : (
            <NothingRan window={window} mayBegin={scope === 'own'} />
          )}
          <NextRuns next={view.next} jobPath={jobPath} />
        </div>
        {hasRuns && (
          <div className={classes.row} data-wide={view.lateness === null ? undefined : 'first'}>
            <LatenessChart view={view} scope={scope} window={window} />
            <FailsMost failing={view.failing} now={view.to} window={window} jobPath={jobPath} />
          </div>
        )}
      </div>
    </div>
  );
}

/** Takes the place of figures and charts before there are any: says what will be here, and leads to it. */
function NothingRan({ window, mayBegin }: { window: WindowName; mayBegin: boolean }) {
  return (
    <div className={classes.nothing}>
      <p>
        <strong>{words.nothingRan(spanOf(window))}</strong>
      </p>
      <p>{words.willAppear}</p>
      {mayBegin && (
        <Button component={Link} to="/jobs/new">
          {words.newJob}
        </Button>
      )}
    </div>
  );
}
