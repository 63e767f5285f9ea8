import type { JobView } from '@punctual/shared/jobs/job';
import type { ReactNode } from 'react';
import { en } from '../../../lib/strings/en.ts';
import { listText } from '../../../lib/strings/list.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import classes from './job-facts.module.css';

/** What the job is: its task and its rules, in words. */
export function JobFacts({ job }: { job: JobView }) {
  const { task, counts } = job;
  return (
    <section className={classes.card} aria-labelledby="facts">
      <h2 id="facts">{en.job.facts}</h2>
      <dl className={classes.facts}>
        {task.type === 'email' ? (
          <>
            <Fact label={en.job.task}>{en.job.emailTo(listText(task.to))}</Fact>
            <Fact label={en.job.subject}>{task.subject}</Fact>
            {task.text !== undefined && (
              <Fact label={en.job.message}>
                <span className={classes.text}>{task.text}</span>
              </Fact>
            )}
          </>
        ) : (
          <>
            <Fact label={en.job.task}>{en.job.records}</Fact>
            <Fact label={en.job.note}>
              <span className={classes.text}>{noteText(task.data)}</span>
            </Fact>
          </>
        )}
        <Fact label={en.job.onFailure}>{en.job.attempts(job.retry.attempts)}</Fact>
        <Fact label={en.job.counts}>{en.job.countsOf(counts.completed, counts.failed)}</Fact>
        {job.tags.length > 0 && <Fact label={en.job.tags}>{job.tags.join(', ')}</Fact>}
        <Fact label={en.job.created}>{instantText(new Date(job.createdAt), viewerZone())}</Fact>
      </dl>
    </section>
  );
}

const noteText = (data: unknown): string =>
  typeof data === 'string' ? data : JSON.stringify(data ?? null, null, 2);

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
