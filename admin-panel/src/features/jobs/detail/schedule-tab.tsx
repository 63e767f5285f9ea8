import type { JobView } from '@punctual/contracts/jobs/job';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { BlockError } from '../../../components/block-error.tsx';
import { SkeletonRows } from '../../../components/skeleton-rows.tsx';
import { jobWords as words } from '../../../lib/strings/job.ts';
import { inOwnClock } from '../../../lib/time/clock-words.ts';
import { durationText } from '../../../lib/time/durations.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { plannedRunsQuery } from '../api/preview-schedule.ts';
import { scheduleWords, zoneOf } from '../schedule-words.ts';
import { Fact } from './fact.tsx';
import classes from './job-facts.module.css';
import { PlannedRuns } from './planned-runs.tsx';
import { retryText } from './retry-text.ts';
import layout from './schedule-tab.module.css';

/** Shows when the job runs: the words, the next twenty runs, clock changes, and the rules. */
export function ScheduleTab({ job }: { job: JobView }) {
  const preview = useQuery({ ...plannedRunsQuery(job), placeholderData: keepPreviousData });
  const zone = zoneOf(job.schedule) ?? viewerZone();
  return (
    <div className={layout.columns}>
      <section aria-labelledby="planned" className={layout.planned}>
        <h2 id="planned">{words.next}</h2>
        {job.nextRunAt === null ? (
          <p className={classes.quiet}>{words.noNext}</p>
        ) : preview.isError ? (
          <BlockError
            message={words.couldNotPreview}
            error={preview.error}
            onRetry={() => void preview.refetch()}
          />
        ) : preview.data === undefined ? (
          <SkeletonRows rows={10} height={41} />
        ) : (
          <>
            <PlannedRuns runs={preview.data.next} zone={zone} />
            <ClockChanges
              warnings={preview.data.warnings.map(({ message }) => inOwnClock(message))}
              isMoved={preview.data.next.some(({ note }) => note !== null)}
            />
          </>
        )}
      </section>
      <Rules job={job} zone={zone} />
    </div>
  );
}

function ClockChanges({ warnings, isMoved }: { warnings: readonly string[]; isMoved: boolean }) {
  if (warnings.length === 0 && isMoved) return null;
  return (
    <div className={layout.notes}>
      <h3>{words.clockChanges}</h3>
      {warnings.length === 0 ? (
        <p>{words.noClockChanges}</p>
      ) : (
        warnings.map((text) => <p key={text}>{text}</p>)
      )}
    </div>
  );
}

function Rules({ job, zone }: { job: JobView; zone: string }) {
  const { schedule } = job;
  const { detail, isCode } = scheduleWords(job);
  const endAt = typeof schedule.endAt === 'string' ? instantText(new Date(schedule.endAt), zone) : null;
  const maxRuns = typeof schedule.maxRuns === 'number' ? schedule.maxRuns : null;
  return (
    <section className={classes.card} aria-labelledby="rules">
      <h2 id="rules">{words.rules}</h2>
      <dl className={classes.facts}>
        <Fact label={words.words}>{inOwnClock(job.scheduleText)}</Fact>
        {isCode && (
          <Fact label={words.expression}>
            <code>{detail}</code>
          </Fact>
        )}
        {schedule.kind !== 'once' && (
          <Fact label={words.end}>{words.endText(endAt, maxRuns, job.starts)}</Fact>
        )}
        <Fact label={words.overlap}>{words.overlaps[job.overlap]}</Fact>
        <Fact label={words.misfire}>{words.misfires[job.misfire]}</Fact>
        <Fact label={words.retry}>{retryText(job.retry)}</Fact>
        <Fact label={words.timeout}>{durationText(job.timeoutMs)}</Fact>
        {job.pauseAfterFailures !== null && (
          <Fact label={words.pauseAfter}>
            {words.pauseAfterText(job.pauseAfterFailures)}
            {job.failuresInRow > 0 && ` ${words.failedInRow(job.failuresInRow)}`}
          </Fact>
        )}
        <Fact label={words.delivery}>{words.deliveries[job.delivery]}</Fact>
      </dl>
    </section>
  );
}
