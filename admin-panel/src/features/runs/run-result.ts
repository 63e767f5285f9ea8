import type { RunView } from '@punctual/contracts/runs/run';
import { DAY_MS } from '@punctual/contracts/time';
import { en } from '../../lib/strings/en.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { clockText, instantText } from '../../lib/time/instants.ts';
import { viewerZone } from '../../lib/time/zones.ts';
import { type ActedOn, actorName } from './actor-name.ts';

type Reasoned = Pick<RunView, 'reason' | 'canceledBy'> & ActedOn;

/** Describes the reason of a status in a sentence; who canceled it by name. Null without a reason. */
export function reasonText(run: Reasoned): string | null {
  if (run.reason === null) return null;
  const who = run.reason === 'BY_USER' ? actorName(run, run.canceledBy) : null;
  if (who === null) return en.runReason[run.reason];
  if (who === words.you) return words.canceledByYou;
  return who === words.administrator ? words.canceledByAdministrator : words.canceledBy(who);
}

type Result = Reasoned & Pick<RunView, 'status' | 'attempts' | 'retryAt' | 'taskType'>;

/**
 * Sums up the result of a run in a line: the reason of its status, else the error, else the response; while it waits
 * for another attempt, when that is. What a mail server says of a message it took tells a person nothing.
 */
export function resultText(run: Result): string {
  const reason = reasonText(run);
  if (reason !== null) return reason;
  if (run.status === 'COMPLETED' && run.taskType === 'email') return words.mailTaken;
  const last = run.attempts.at(-1);
  const [line = ''] = (last?.error ?? last?.response ?? '').split('\n', 1);
  if (!run.retryAt) return line;
  return [line.replace(/\.?$/, '.'), nextAttemptText(run, viewerZone())]
    .filter((part) => part !== '.')
    .join(' ');
}

/** Says when a run that has failed is tried again; empty where it is not. */
export function nextAttemptText({ retryAt }: Pick<RunView, 'retryAt'>, zone: string): string {
  if (retryAt === null) return '';
  const at = new Date(retryAt);
  const now = Date.now();
  if (at.getTime() <= now) return words.nextNow;
  return words.nextAt(at.getTime() - now < DAY_MS ? clockText(at, zone, true) : instantText(at, zone));
}

/** Computes how long the work itself took, in ms; null while it is not over or where there was none. */
export function tookMs({ startedAt, finishedAt }: Pick<RunView, 'startedAt' | 'finishedAt'>): number | null {
  return startedAt === null || finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt);
}
