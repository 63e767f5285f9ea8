import { call } from '@punctual/contracts/api/client';
import type { jobPunctuality, PunctualityView } from '@punctual/contracts/api/run-figures-contract';
import type { JobView } from '@punctual/contracts/jobs/job';
import { MINUTE_MS } from '@punctual/contracts/time';
import { BlockError } from '../../../components/block-error.tsx';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import { queryKeys } from '../../../lib/api/query-keys.ts';
import { usePolledQuery } from '../../../lib/live/polled-query.ts';
import { jobWords as words } from '../../../lib/strings/job.ts';
import { durationText } from '../../../lib/time/durations.ts';
import { Fact } from './fact.tsx';
import classes from './job-facts.module.css';

/** Thirty days change little in a minute. */
const EVERY_MS = MINUTE_MS;

/** How punctual the job was, and of how many runs this is told. */
export function Punctuality({ job }: { job: JobView }) {
  const asked = usePolledQuery(
    {
      queryKey: queryKeys.jobs.punctuality(job.id),
      queryFn: ({ signal }) =>
        call<typeof jobPunctuality>(
          apiFetch,
          'GET /users/jobs/:id/punctuality',
          { params: { id: job.id } },
          { signal },
        ),
      enabled: job.lastRun !== null,
    },
    EVERY_MS,
  );
  const { data } = asked;
  return (
    <section className={classes.card} aria-labelledby="punctuality">
      <h2 id="punctuality">{words.punctuality}</h2>
      {data === undefined && asked.isError ? (
        <BlockError
          message={words.couldNotPunctuality}
          error={asked.error}
          onRetry={() => void asked.refetch()}
        />
      ) : job.lastRun === null || data?.runs === 0 ? (
        <p className={classes.quiet}>{words.noPunctuality}</p>
      ) : (
        <Figures figures={data} />
      )}
    </section>
  );
}

const UNKNOWN = '–';

/** Of the same height while they are not known. */
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
