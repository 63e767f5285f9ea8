import type { RunView } from '@punctual/contracts/runs/run';
import { en } from '../../lib/strings/en.ts';
import { runsWords as words } from '../../lib/strings/runs.ts';
import { clockText } from '../../lib/time/instants.ts';
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

type Result = Reasoned & Pick<RunView, 'attempts' | 'retryAt'>;

/**
 * Sums up the result of a run in a line: the reason of its status, else the error, else the response; while it waits
 * for another attempt, when that is.
 */
export function resultText(run: Result): string {
  const reason = reasonText(run);
  if (reason !== null) return reason;
  const last = run.attempts.at(-1);
  const [line = ''] = (last?.error ?? last?.response ?? '').split('\n', 1);
  if (!run.retryAt) return line;
  const next = words.nextAt(clockText(new Date(run.retryAt), viewerZone(), true));
  return [line.replace(/\.?$/, '.'), next].filter((part) => part !== '.').join(' ');
}

/** Computes how long the work itself took, in ms; null while it is not over or where there was none. */
export function tookMs({ startedAt, finishedAt }: Pick<RunView, 'startedAt' | 'finishedAt'>): number | null {
  return startedAt === null || finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt);
}
