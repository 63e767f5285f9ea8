import { ActionIcon } from '@mantine/core';
import type { RunView } from '@punctual/shared/runs/run';
import { IconChevronDown } from '@tabler/icons-react';
import { Lateness } from '../../components/run-status/lateness.tsx';
import { en } from '../../lib/strings/en.ts';
import { durationText } from '../../lib/time/durations.ts';
import { clockText, instantText } from '../../lib/time/instants.ts';
import { zoneAbbreviation } from '../../lib/time/zones.ts';
import classes from './run-cells.module.css';
import { tookMs } from './run-result.ts';

/** When it was due: the clock with its zone, under a heading that names the day. */
export function DueTime({ run, zone }: { run: RunView; zone: string }) {
  const due = new Date(run.scheduledFor);
  return (
    <time dateTime={run.scheduledFor} className={classes.due}>
      {clockText(due, zone, due.getTime() % 60_000 !== 0)} <small>{zoneAbbreviation(due, zone)}</small>
    </time>
  );
}

export function Punctuality({ run }: { run: RunView }) {
  if (run.startedAt === null || run.lateness === null) return <span className={classes.none}>–</span>;
  return <Lateness ms={run.lateness} />;
}

export function Took({ run }: { run: RunView }) {
  const ms = tookMs(run);
  return <span className={classes.number}>{ms === null ? '–' : durationText(ms)}</span>;
}

interface ToggleProps {
  run: RunView;
  zone: string;
  opened: boolean;
  onToggle: () => void;
}

/** The way to what a row has no room for. */
export function DetailsToggle({ run, zone, opened, onToggle }: ToggleProps) {
  return (
    <ActionIcon
      id={toggleId(run.id)}
      variant="subtle"
      color="gray"
      size={36}
      aria-label={en.runs.details(instantText(new Date(run.scheduledFor), zone))}
      aria-expanded={opened}
      aria-controls={detailsId(run.id)}
      className={classes.toggle}
      onClick={onToggle}
    >
      <IconChevronDown size={18} aria-hidden />
    </ActionIcon>
  );
}

export const toggleId = (runId: string): string => `run-${runId}-toggle`;
export const detailsId = (runId: string): string => `run-${runId}-details`;
