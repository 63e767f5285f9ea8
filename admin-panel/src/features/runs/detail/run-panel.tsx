import type { Task } from '@punctual/contracts/tasks/task';
import type { ReactNode } from 'react';
import { MailCaught } from '../../../components/mail-caught.tsx';
import { RunBadge } from '../../../components/run-status/run-badge.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import type { Scope } from '../../../lib/api/source.ts';
import { RUN_PAGES } from '../../../lib/pages.ts';
import { runsWords as words } from '../../../lib/strings/runs.ts';
import { instantText } from '../../../lib/time/instants.ts';
import type { OneRun } from '../api/get-run.ts';
import { Asked } from './asked.tsx';
import { Attempts } from './attempts.tsx';
import { Receipt } from './receipt.tsx';
import { RunActions } from './run-actions.tsx';
import classes from './run-panel.module.css';
import { TimeBar } from './time-bar.tsx';
import { useRunAnswer } from './use-run-answer.ts';

interface Props {
  run: OneRun;
  zone: string;
  task: Task | undefined;
  effect: string | undefined;
  onWhy: () => void;
}

/** Shows one run, and what its owner may do about it. */
export function RunPanel({ run, zone, ...act }: Props) {
  return <RunStory run={run} zone={zone} actions={<RunActions run={run} {...act} />} />;
}

interface StoryProps {
  run: OneRun;
  zone: string;
  actions: ReactNode;
  scope?: Scope;
}

/** Tells one run: the answer first, then how its time was spent, its attempts, and the receipt. */
export function RunStory({ run, zone, actions, scope = 'own' }: StoryProps) {
  const answer = useRunAnswer(run, zone, scope);
  if (answer === null) return <SkeletonRows rows={5} height={56} />;
  return (
    <div className={classes.panel}>
      <div className={classes.answer}>
        <span className={classes.line}>
          <RunBadge status={run.status} />
          <time dateTime={run.scheduledFor}>{instantText(new Date(run.scheduledFor), zone)}</time>
        </span>
        <p className={classes.sentence}>{answer}</p>
        {run.missed !== null && run.missed > 0 && <p>{words.missedText(run.missed)}</p>}
      </div>
      {run.taskType === 'email' && <MailCaught />}
      {actions}
      <TimeBar run={run} zone={zone} />
      {run.task && <Asked task={run.task} />}
      <section aria-labelledby="attempts">
        <h2 id="attempts">{words.attempts}</h2>
        <Attempts run={run} zone={zone} />
      </section>
      <section aria-labelledby="receipt">
        <h2 id="receipt">{words.receipt}</h2>
        <Receipt run={run} zone={zone} runsAt={RUN_PAGES[scope]} />
      </section>
    </div>
  );
}
