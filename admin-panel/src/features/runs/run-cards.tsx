import type { RunView } from '@punctual/shared/runs/run';
import { RunBadge } from '../../components/run-status/run-badge.tsx';
import classes from './run-cards.module.css';
import { DetailsToggle, DueTime, detailsId, Punctuality, Took } from './run-cells.tsx';
import { RunDetails } from './run-details.tsx';
import { resultText } from './run-result.ts';
import type { RunRowsProps } from './run-table.tsx';

/** The history on a phone. */
export function RunCards({ days, ...rows }: RunRowsProps) {
  return days.map(({ day, runs }) => (
    <section key={day} className={classes.day}>
      <h3>{day}</h3>
      <ul className={classes.list}>
        {runs.map((run) => (
          <RunCard key={run.id} run={run} {...rows} />
        ))}
      </ul>
    </section>
  ));
}

function RunCard({ run, zone, opened, onToggle }: { run: RunView } & Omit<RunRowsProps, 'days'>) {
  const isOpen = opened.has(run.id);
  const result = resultText(run);
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <RunBadge status={run.status} />
        <DetailsToggle run={run} zone={zone} opened={isOpen} onToggle={() => onToggle(run.id)} />
      </div>
      <div className={classes.line}>
        <DueTime run={run} zone={zone} />
        <Punctuality run={run} />
        <Took run={run} />
      </div>
      {result !== '' && !isOpen && <p className={classes.result}>{result}</p>}
      {isOpen && (
        <div id={detailsId(run.id)}>
          <RunDetails run={run} zone={zone} />
        </div>
      )}
    </li>
  );
}
