import type { OverviewView, WindowName } from '@punctual/contracts/api/overview-contract';
import type { ReactNode } from 'react';
import { overviewWords as words } from '../../lib/strings/overview.ts';
import { figure } from '../../lib/strings/plural.ts';
import { durationText } from '../../lib/time/durations.ts';
import { useRelativeText } from '../../lib/time/ticker.ts';
import {
  changeText,
  latenessChange,
  type RunFigures,
  rateChange,
  rateText,
  runsChange,
  totalOf,
} from './changes.ts';
import classes from './figures.module.css';
import { spanOf } from './overview-window.ts';

interface Props {
  view: Pick<OverviewView, 'runs' | 'successRate' | 'lateness' | 'next'>;
  before: RunFigures | undefined;
  window: WindowName;
}

/** Shows four figures, each with its change since the window before. */
export function Figures({ view, before, window }: Props) {
  const { successRate, lateness } = view;
  const since = (change: (now: RunFigures, before: RunFigures) => string | null) =>
    before === undefined ? ' ' : changeText(change(view, before), spanOf(window));
  return (
    <dl className={classes.figures} aria-label={words.figures}>
      <NextRun next={view.next[0]} />
      <Figure label={words.successRate} note={since(rateChange)}>
        {successRate === null ? words.none : rateText(successRate)}
      </Figure>
      <Figure label={words.lateP99} note={since(latenessChange)}>
        {lateness === null ? words.none : durationText(lateness.p99)}
      </Figure>
      <Figure label={words.runs} note={since(runsChange)}>
        {figure(totalOf(view.runs))}
      </Figure>
    </dl>
  );
}

function NextRun({ next }: { next: OverviewView['next'][number] | undefined }) {
  const relative = useRelativeText(next === undefined ? null : new Date(next.nextRunAt));
  return (
    <Figure label={words.nextRun} note={next?.job.name ?? ' '}>
      {next === undefined ? words.noNext : relative}
    </Figure>
  );
}

/** Shows a figure: its name, its value, and what that means. */
export function Figure({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd>
        <span className={classes.value}>{children}</span>
        {note !== undefined && (
          <span className={classes.note} title={note}>
            {note}
          </span>
        )}
      </dd>
    </div>
  );
}
