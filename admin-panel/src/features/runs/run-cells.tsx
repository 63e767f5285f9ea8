import { ActionIcon } from '@mantine/core';
import type { RunView } from '@punctual/contracts/runs/run';
import { MINUTE_MS } from '@punctual/contracts/time';
import { IconHelp } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Lateness } from '../../components/run-status/lateness.tsx';
import { RunBadge } from '../../components/run-status/run-badge.tsx';
import { Tinted } from '../../components/tinted.tsx';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { durationText } from '../../lib/time/durations.ts';
import { clockText, instantText } from '../../lib/time/instants.ts';
import { useElapsedText } from '../../lib/time/ticker.ts';
import { zoneAbbreviation } from '../../lib/time/zones.ts';
import classes from './run-cells.module.css';
import { tookMs } from './run-result.ts';

export const Status = ({ run }: { run: RunView }) => (
  <Tinted value={run.status}>
    <RunBadge status={run.status} />
  </Tinted>
);

interface DueProps {
  run: RunView;
  zone: string;
  to: string;
}

/** Links to the run by when it was due: the clock with its zone, under a heading that names the day. */
export function DueLink({ run, zone, to }: DueProps) {
  const due = new Date(run.scheduledFor);
  return (
    <Link
      to={to}
      className={classes.due}
      aria-label={words.openOf(run.jobName, instantText(due, zone))}
      preventScrollReset
      data-row-link
    >
      <time dateTime={run.scheduledFor}>
        {clockText(due, zone, due.getTime() % MINUTE_MS !== 0)} <small>{zoneAbbreviation(due, zone)}</small>
      </time>
    </Link>
  );
}

export function Punctuality({ run }: { run: RunView }) {
  if (run.startedAt === null || run.lateness === null) return <span className={classes.none}>–</span>;
  return <Lateness ms={run.lateness} />;
}

export function Took({ run }: { run: RunView }) {
  if (run.status === 'RUNNING' && run.startedAt !== null) return <Elapsed since={run.startedAt} />;
  const ms = tookMs(run);
  return <span className={classes.number}>{ms === null ? '–' : durationText(ms)}</span>;
}

/** Shows how long a run has been going on. */
const Elapsed = ({ since }: { since: string }) => (
  <span className={classes.number} title={words.soFar}>
    {useElapsedText(since)}
  </span>
);

interface WhyProps {
  run: RunView;
  zone: string;
  onWhy: (run: RunView) => void;
}

export function WhyButton({ run, zone, onWhy }: WhyProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      className={classes.why}
      aria-label={words.why.openOf(instantText(new Date(run.scheduledFor), zone))}
      title={words.why.open}
      onClick={() => onWhy(run)}
    >
      <IconHelp size={18} aria-hidden />
    </ActionIcon>
  );
}
