import type { RunStatus } from '@punctual/contracts/runs/run-status';
import classes from './run-badge.module.css';
import { RUN_STATUS_LOOKS } from './run-status.ts';
import { RUN_STATUS_ICONS } from './run-status-icons.ts';

interface Props {
  status: RunStatus;
  /** Another word than the status's own, where a job and not a run is meant. */
  label?: string;
}

/** Icon and word on the page's ground; the colour is the third sign, never the only one. */
export function RunBadge({ status, label }: Props) {
  const look = RUN_STATUS_LOOKS[status];
  const StatusIcon = RUN_STATUS_ICONS[status];
  return (
    <span className={classes.badge} style={{ color: look.color }} data-status={status}>
      <StatusIcon size={18} aria-hidden className={classes.icon} />
      {label ?? look.label}
    </span>
  );
}
