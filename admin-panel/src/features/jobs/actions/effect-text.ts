import type { Task } from '@punctual/contracts/tasks/task';
import { jobsWords as words } from '../../../lib/strings/jobs.ts';

/** Describes the real effect of running a job: "It sends real email to 3 people." */
export function effectText(task: Task): string {
  switch (task.type) {
    case 'email':
      return words.confirm.runsEmail(task.to.length + (task.cc?.length ?? 0) + (task.bcc?.length ?? 0));
    case 'http':
      return words.confirm.runsHttp(task.method, task.url);
    case 'log':
      return words.confirm.runsLog;
  }
}
