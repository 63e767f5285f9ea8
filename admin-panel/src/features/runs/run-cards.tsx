import { runsWords as words } from '../../lib/strings/runs.ts';
import classes from './run-cards.module.css';
import { DueLink, Punctuality, Status, Took, WhyButton } from './run-cells.tsx';
import { resultText } from './run-result.ts';
import type { ListedRun, RunRowsProps } from './run-table.tsx';

/** Lists runs on a phone. */
export function RunCards({ days, ...rows }: RunRowsProps) {
  return days.map(({ day, key, runs }) => (
    <section key={key} className={classes.day} aria-label={day}>
      <h3>{day}</h3>
      <ul className={classes.list} aria-label={words.table}>
        {runs.map((run) => (
          <RunCard key={run.id} run={run} {...rows} />
        ))}
      </ul>
    </section>
  ));
}

interface CardProps extends Omit<RunRowsProps, 'days'> {
  run: ListedRun;
}

function RunCard({ run, zone, linkTo, onWhy, jobsOf }: CardProps) {
  const result = resultText(run);
  return (
    <li className={classes.card} data-row={run.id}>
      <div className={classes.words}>
        <div className={classes.head}>
          <Status run={run} />
          <DueLink run={run} zone={zone} to={linkTo(run)} />
        </div>
        {jobsOf && <span className={classes.job}>{run.jobName}</span>}
        {jobsOf === 'all' && <span className={classes.owner}>{run.owner?.email}</span>}
        <div className={classes.line}>
          <Punctuality run={run} />
          <Took run={run} />
          {result !== '' && <span className={classes.result}>{result}</span>}
        </div>
      </div>
      <WhyButton run={run} zone={zone} onWhy={onWhy} />
    </li>
  );
}
