import type { JobView } from '@punctual/shared/jobs/job';

/** Saves a job as a file: what one would send to make the same. */
export function exportJob(job: JobView): void {
  const { name, description, tags, task, schedule, retry, timeoutMs, overlap, misfire } = job;
  const { catchUpWindowMs, delivery, enabled } = job;
  const draft = { name, description, tags, task, schedule, retry, timeoutMs, overlap, misfire };
  const text = `${JSON.stringify({ ...draft, catchUpWindowMs, delivery, enabled }, null, 2)}\n`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60) || 'job'}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
