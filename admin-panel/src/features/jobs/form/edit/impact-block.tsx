import type { ImpactView } from '@punctual/contracts/api/schedules-contract';
import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { formWords } from '../../../../lib/strings/form.ts';
import { dayText, instantText } from '../../../../lib/time/instants.ts';
import type { JobFormValues } from '../job-form-values.ts';
import classes from './impact-block.module.css';
import { impactWords } from './impact-words.ts';
import { useImpact } from './use-impact.ts';

const words = formWords.effect;

interface Props {
  job: JobView;
  pristine: JobFormValues;
  values: JobFormValues;
  kinds: readonly TaskKind[];
}

/**
 * Shows the effect of an edit before it is saved: runs that come, go or move, and the next ones side by side.
 */
export function ImpactBlock({ job, pristine, values, kinds }: Props) {
  const { zone } = values;
  const { impact, isCurrent, failed } = useImpact(job, pristine, values, kinds);
  if (failed) return <p className={classes.failed}>{words.failed}</p>;
  if (impact === null) return null;
  const until = impact.isCut ? dayText(new Date(impact.to), zone) : null;
  return (
    <section className={classes.block} aria-labelledby="effect" data-dimmed={!isCurrent || undefined}>
      <h3 id="effect">{words.title}</h3>
      <p role="status">{impactWords(impact, until)}</p>
      <div className={classes.sides}>
        <Side title={words.before} times={impact.before} zone={zone} />
        <Side title={words.after} times={impact.after} zone={zone} />
      </div>
    </section>
  );
}

function Side({ title, times, zone }: { title: string; times: ImpactView['before']; zone: string }) {
  return (
    <div>
      <h4>{title}</h4>
      {times.length === 0 && <p className={classes.none}>{words.noRuns}</p>}
      <ol>
        {times.map(({ at }) => (
          <li key={at}>{instantText(new Date(at), zone)}</li>
        ))}
      </ol>
    </div>
  );
}
