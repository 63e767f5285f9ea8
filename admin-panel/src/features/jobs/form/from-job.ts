import type { JobView } from '@punctual/shared/jobs/job';
import { durationMs } from '@punctual/shared/schedules/duration';
import { wallTimeAt } from '../../../lib/time/wall-time.ts';
import { emptyValues, type JobFormValues, UNITS, type Unit } from './job-form-values.ts';

type Loose = JobView['schedule'];

/** The form for a job as the API has it, in the zone it thinks in; null when it has no fields for its task or schedule. */
export function fromJob(
  job: Pick<JobView, 'name' | 'task' | 'schedule'>,
  zone: string,
  now: Date,
): JobFormValues | null {
  const what = whatOf(job.task);
  const when = whenOf(job.schedule, zone);
  if (what === null || when === null) return null;
  return { ...emptyValues(what.kind, zone, now), name: job.name, ...what, ...when };
}

type What = Pick<JobFormValues, 'kind'> & Partial<JobFormValues>;

function whatOf(task: JobView['task']): What | null {
  switch (task.type) {
    case 'log':
      return { kind: 'log', note: noteOf(task.data) };
    case 'email': {
      const { to, cc = [], bcc = [], subject, text = '', html = '' } = task;
      return {
        kind: 'email',
        to: to.join(', '),
        cc: cc.join(', '),
        bcc: bcc.join(', '),
        subject,
        text,
        html,
      };
    }
    default:
      return null;
  }
}

const noteOf = (data: unknown): string =>
  typeof data === 'string' ? data : JSON.stringify(data ?? null, null, 2);

function whenOf(schedule: Loose, zone: string): Partial<JobFormValues> | null {
  switch (schedule.kind) {
    case 'once':
      return { mode: 'once', ...wallTimeAt(new Date(String(schedule.at)), zone), zone };
    case 'cron':
      return { mode: 'cron', expression: String(schedule.expression), zone: String(schedule.timezone) };
    case 'interval':
      return intervalOf(schedule.every);
    default:
      return null;
  }
}

/** The largest unit that divides it; seconds are beyond this form. */
function intervalOf(every: unknown): Partial<JobFormValues> | null {
  const ms = typeof every === 'number' || typeof every === 'string' ? durationMs(every) : null;
  const units = (Object.keys(UNITS) as Unit[]).reverse();
  for (const unit of units) {
    const size = durationMs(`1${UNITS[unit]}`) ?? 0;
    if (ms !== null && ms > 0 && ms % size === 0) return { mode: 'interval', every: String(ms / size), unit };
  }
  return null;
}
