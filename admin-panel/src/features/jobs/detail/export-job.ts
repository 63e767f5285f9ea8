import type { JobView } from '@punctual/contracts/jobs/job';
import { saveFile } from '../../../lib/save-file.ts';
import { jobWords as words } from '../../../lib/strings/job.ts';
import { listText } from '../../../lib/strings/list.ts';
import { showToast } from '../../../lib/toasts.ts';

/**
 * Makes the request that would create the same job. Values of secrets are left out; their names stay, for new
 * values.
 */
export function exportOf(job: JobView): object {
  const { name, description, tags, task, schedule, retry, timeoutMs, overlap, misfire } = job;
  const { catchUpWindowMs, delivery, pauseAfterFailures, enabled } = job;
  const policies = { retry, timeoutMs, overlap, misfire, catchUpWindowMs, delivery, pauseAfterFailures };
  const settings = { schedule, ...policies, enabled };
  const names = secretNames(job);
  const secrets = Object.fromEntries(names.map((secret) => [secret, '']));
  return { name, description, tags, task: names.length > 0 ? { ...task, secrets } : task, ...settings };
}

const secretNames = ({ task }: JobView): string[] =>
  task.type === 'http' ? Object.keys(task.secrets ?? {}) : [];

/** Saves a job as a file, and says what is missing in it. */
export function exportJob(job: JobView): void {
  const text = `${JSON.stringify(exportOf(job), null, 2)}\n`;
  const name = job.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60) || 'job';
  saveFile(`${name}.json`, text, 'application/json');
  const names = secretNames(job);
  if (names.length > 0) showToast(words.exported(listText(names)));
}
