import type { JobView } from '@punctual/shared/jobs/job';
import { en } from '../../../lib/strings/en.ts';
import { instantText } from '../../../lib/time/instants.ts';
import { viewerZone } from '../../../lib/time/zones.ts';
import { Fact } from './fact.tsx';
import classes from './job-facts.module.css';
import { TaskFacts } from './task-facts.tsx';

/** What the job is: its task and its rules, in words. */
export function JobFacts({ job }: { job: JobView }) {
  const { counts } = job;
  return (
    <section className={classes.card} aria-labelledby="facts">
      <h2 id="facts">{en.job.facts}</h2>
      <dl className={classes.facts}>
        <TaskFacts task={job.task} />
        <Fact label={en.job.onFailure}>{en.job.attempts(job.retry.attempts)}</Fact>
        <Fact label={en.job.counts}>{en.job.countsOf(counts.completed, counts.failed)}</Fact>
        {job.tags.length > 0 && <Fact label={en.job.tags}>{job.tags.join(', ')}</Fact>}
        <Fact label={en.job.created}>{instantText(new Date(job.createdAt), viewerZone())}</Fact>
      </dl>
    </section>
  );
}
