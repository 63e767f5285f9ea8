import type { JobView } from '@punctual/contracts/jobs/job';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Instant } from '../../../components/instant.tsx';
import { en } from '../../../lib/strings/en.ts';
import { jobWords as words } from '../../../lib/strings/job.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { plannedRunsQuery } from '../api/preview-schedule.ts';
import { zoneOf } from '../schedule-words.ts';
import { Fact } from './fact.tsx';
import classes from './job-facts.module.css';
import { retryText } from './retry-text.ts';
import { TaskFacts } from './task-facts.tsx';

const NEXT = 5;

/** Lists the next few runs, each with how far away it is and when exactly. */
export function NextRuns({ job }: { job: JobView }) {
  const preview = useQuery({ ...plannedRunsQuery(job), placeholderData: keepPreviousData });
  const zone = zoneOf(job.schedule) ?? viewerZone();
  const next = job.nextRunAt === null ? [] : (preview.data?.next ?? [{ at: job.nextRunAt }]);
  const onTheirWay = preview.isPending && job.schedule.kind !== 'once' ? NEXT - next.length : 0;
  return (
    <section className={classes.card} aria-labelledby="next">
      <h2 id="next">{words.next}</h2>
      {next.length === 0 ? (
        <p className={classes.quiet}>{words.noNext}</p>
      ) : (
        <ol className={classes.next}>
          {next.slice(0, NEXT).map(({ at }) => (
            <li key={at}>
              <Instant at={at} zone={zone} />
            </li>
          ))}
          {job.nextRunAt !== null && <Room rows={onTheirWay} at={job.nextRunAt} zone={zone} />}
        </ol>
      )}
      <Link to="?tab=schedule" className={classes.more}>
        {words.more}
      </Link>
    </section>
  );
}

/** Keeps room for runs that are being loaded, so that nothing moves when they come. */
const Room = ({ rows, at, zone }: { rows: number; at: string; zone: string }) =>
  Array.from({ length: rows }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing but their place
    <li key={index} className={classes.room} aria-hidden>
      <Instant at={at} zone={zone} />
    </li>
  ));

/** Describes the job: its task and its rules, in words. */
export function JobFacts({ job }: { job: JobView }) {
  const { counts } = job;
  return (
    <section className={classes.card} aria-labelledby="facts">
      <h2 id="facts">{en.job.facts}</h2>
      <dl className={classes.facts}>
        {job.description !== null && job.description !== '' && (
          <Fact label={en.job.about}>{job.description}</Fact>
        )}
        <TaskFacts task={job.task} />
        <Fact label={words.overlap}>{words.overlaps[job.overlap]}</Fact>
        <Fact label={words.misfire}>{words.misfires[job.misfire]}</Fact>
        <Fact label={words.retry}>{retryText(job.retry)}</Fact>
        <Fact label={en.job.counts}>{en.job.countsOf(counts.completed, counts.failed)}</Fact>
        {job.tags.length > 0 && <Fact label={en.job.tags}>{job.tags.join(', ')}</Fact>}
      </dl>
    </section>
  );
}
