import type { RunStatus } from '@punctual/contracts/runs/run-status';
import { en } from '../../lib/strings/en.ts';

/** The fill of a status in a cell of a strip or a bar of a chart; distinct without colour. */
export type Pattern = 'solid' | 'notched' | 'striped' | 'half' | 'outline' | 'struck';

export interface RunStatusLook {
  label: string;
  sentence: string;
  /** A CSS colour: one of the `--run-*` variables of theme.css. */
  color: string;
  pattern: Pattern;
}

const look = (status: RunStatus, pattern: Pattern): RunStatusLook => ({
  ...en.runStatus[status],
  color: `var(--run-${status.toLowerCase()})`,
  pattern,
});

/** The look of each status: badge, strip, chart, filter and legend all draw from here. */
export const RUN_STATUS_LOOKS: Record<RunStatus, RunStatusLook> = {
  COMPLETED: look('COMPLETED', 'solid'),
  FAILED: look('FAILED', 'notched'),
  RUNNING: look('RUNNING', 'striped'),
  SKIPPED: look('SKIPPED', 'half'),
  PENDING: look('PENDING', 'outline'),
  CANCELED: look('CANCELED', 'struck'),
};
