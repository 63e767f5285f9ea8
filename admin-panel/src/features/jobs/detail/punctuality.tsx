import { PUNCTUALITY } from '@punctual/contracts/api/limits';
import type { PunctualityView } from '@punctual/contracts/api/run-figures-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { BlockError } from '../../../components/block-error.tsx';
import type { Scope } from '../../../lib/api/source.ts';
import { usePolledQuery } from '../../../lib/live/polled-query.ts';
import { jobWords as words } from '../../../lib/strings/job.ts';
import { durationText } from '../../../lib/time/durations.ts';
import { punctualityQuery } from '../api/job-punctuality.ts';
import { Fact } from './fact.tsx';
import classes from './job-facts.module.css';

/** The figures of thirty days change little in a minute. */
const EVERY_MS = 60_000;

/** Shows how punctual the job was, and of how many runs these figures are. */
export function Punctuality({ job, scope }: { job: JobView; scope: Scope }) {
  const asked = usePolledQuery(
    { ...punctualityQuery(scope, job.id), enabled: job.lastRun !== null },
    EVERY_MS,
  );
  const { data } = asked;
  return (
    <section className={classes.card} aria-labelledby="punctuality">
      <h2 id="punctuality">{words.punctuality(PUNCTUALITY.days)}</h2>
      {data === undefined && asked.isError ? (
        <BlockError
          message={words.couldNotPunctuality}
          error={asked.error}
          onRetry={() => void asked.refetch()}
        />
      ) : job.lastRun === null || data?.runs === 0 ? (
        <p className={classes.quiet}>{words.noPunctuality(PUNCTUALITY.days)}</p>
      ) : (
        <Figures figures={data} />
      )}
    </section>
  );
}

const UNKNOWN = '–';

/** Shows the figures; of the same height while they are not known. */
function Figures({ figures }: { figures: PunctualityView | undefined }) {
  const { lateness = null, onTimeShare = null } = figures ?? {};
  return (
    <>
      <dl className={classes.figures}>
        <Fact label={words.median}>{lateness ? durationText(lateness.p50) : UNKNOWN}</Fact>
        <Fact label={words.p99}>{lateness ? durationText(lateness.p99) : UNKNOWN}</Fact>
        <Fact label={words.onTime}>
          {onTimeShare === null ? UNKNOWN : words.percent(onTimeShare)} <small>{words.onTimeText}</small>
        </Fact>
      </dl>
      <p className={classes.of}>{figures ? words.punctualityOf(figures.runs, figures.isCapped) : UNKNOWN}</p>
    </>
  );
}
