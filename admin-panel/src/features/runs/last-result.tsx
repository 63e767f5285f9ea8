import type { JobView } from '@punctual/contracts/jobs/job';
import { Link } from 'react-router';
import { RunBadge } from '../../components/run-status/run-badge.tsx';
import type { Scope } from '../../lib/api/source.ts';
import { useLiveQuery } from '../../lib/live/live-query.ts';
import { en } from '../../lib/strings/en.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { useElapsedText } from '../../lib/time/ticker.ts';
import { runQuery } from './api/get-run.ts';
import { isRunActive } from './is-active.ts';
import classes from './last-result.module.css';
import { resultText } from './run-result.ts';
import { useRunPlace } from './use-run-place.ts';

interface Props {
  job: JobView;
  scope: Scope;
  /** It has just been scheduled, which is worth a word until it runs. */
  isNew: boolean;
}

/** Says in one line of the head how the job's last run ended, with a link to it; the line is there before the first, too. */
export function LastResult({ job, scope, isNew }: Props) {
  const { lastRun, status } = job;
  if (lastRun !== null) return <Result last={lastRun} scope={scope} />;
  const text = status === 'RUNNING' ? words.firstGoesOn : isNew ? en.job.scheduled : words.notYet;
  return (
    <p className={classes.line} role="status" data-new={isNew || undefined}>
      {text}
    </p>
  );
}

interface ResultProps {
  last: NonNullable<JobView['lastRun']>;
  scope: Scope;
}

function Result({ last, scope }: ResultProps) {
  const run = useLiveQuery(runQuery(scope, last.id), isRunActive).data;
  const { linkTo } = useRunPlace(scope);
  const ago = useElapsedText(last.finishedAt ?? last.scheduledFor);
  const result = run ? resultText(run) : '';
  return (
    <p className={classes.line}>
      <span className={classes.title}>{words.last}</span>
      <RunBadge status={last.status} />
      <span>{en.time.ago(ago)}</span>
      <span className={classes.result} title={result}>
        {result}
      </span>
      <Link to={linkTo(last)} preventScrollReset aria-label={words.openLast}>
        {words.openIt}
      </Link>
    </p>
  );
}
