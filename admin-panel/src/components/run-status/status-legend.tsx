import { RUN_STATUSES, type RunStatus } from '@punctual/contracts/runs/run-status';
import { en } from '../../lib/strings/en.ts';
import { RUN_STATUS_LOOKS } from './run-status.ts';
import { StatusCell } from './status-cell.tsx';
import classes from './status-legend.module.css';

/** The shapes that are on screen and their names, drawn from the same table. */
export function StatusLegend({ statuses }: { statuses: readonly RunStatus[] }) {
  const present = RUN_STATUSES.filter((status) => statuses.includes(status));
  return (
    <ul className={classes.legend} aria-label={en.runs.legend}>
      {present.map((status) => (
        <li key={status} title={RUN_STATUS_LOOKS[status].sentence}>
          <StatusCell status={status} />
          {RUN_STATUS_LOOKS[status].label}
        </li>
      ))}
    </ul>
  );
}
