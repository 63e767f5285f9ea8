import type { RunView } from '@punctual/contracts/runs/run';
import { en } from '../../../lib/strings/en.ts';
import { runsWords as words } from '../../../lib/strings/runs.ts';
import { durationText } from '../../../lib/time/durations.ts';
import { exactClockText, instantText } from '../../../lib/time/instants.ts';
import { punctuality } from '../../../lib/time/lateness.ts';
import type { ActedOn } from '../actor-name.ts';
import { nextAttemptText, reasonText } from '../run-result.ts';

type Answered = Pick<
  RunView,
  | 'status'
  | 'reason'
  | 'canceledBy'
  | 'attempt'
  | 'attempts'
  | 'retryAt'
  | 'startedAt'
  | 'dueAt'
  | 'lateness'
  | 'taskType'
> &
  ActedOn;

/** Describes the outcome of a run in a sentence: "Failed after 5 attempts: the server answered 503." */
export function runAnswer(run: Answered, zone: string): string {
  const reason = reasonText(run);
  // By whom it was canceled says that it was.
  if (reason !== null)
    return run.reason === 'BY_USER' ? reason : `${words.heads[run.status]} ${reason}`.trim();
  switch (run.status) {
    case 'COMPLETED':
      return [
        began(run, zone) + (run.attempt > 1 ? words.tookAttempts(run.attempt) : ''),
        run.taskType === 'email' ? words.mailTakenSentence : '',
      ]
        .join(' ')
        .trim();
    case 'FAILED':
      return words.failed(Math.max(1, run.attempt), lastError(run) ?? words.noReason);
    case 'RUNNING':
      return words.runningSince(exactClockText(new Date(run.startedAt ?? run.dueAt), zone), run.attempt);
    case 'PENDING':
      return run.retryAt === null
        ? words.waitingDue(instantText(new Date(run.dueAt), zone))
        : waits(run, zone);
    default:
      return en.runStatus[run.status].sentence;
  }
}

function began({ startedAt, dueAt, lateness }: Answered, zone: string): string {
  const at = exactClockText(new Date(startedAt ?? dueAt), zone);
  const ms = Math.round(lateness ?? 0);
  return punctuality(ms) === 'onTime' ? words.onTime(at, ms) : words.late(durationText(ms), at);
}

/** Says what the last attempt failed of, and when the next one is. */
function waits(run: Answered, zone: string): string {
  return [lastError(run), nextAttemptText(run, zone)].filter(Boolean).join(' ');
}

/** Makes a sentence of the first line of the last error. */
function lastError({ attempts }: Answered): string | null {
  const line = attempts
    .findLast(({ error }) => error !== null)
    ?.error?.split('\n', 1)[0]
    ?.trim();
  return line ? `${line.replace(/\.$/, '')}.` : null;
}
