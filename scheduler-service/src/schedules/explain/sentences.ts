import type { RunReason } from '@punctual/contracts/runs/run-status';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import type { OutageDocument, RunDocument } from '@punctual/engine/database/documents';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Up to here a run is on time. */
const ON_TIME_MS = SECOND;

export const isLate = (lateness: number | null): boolean => (lateness ?? 0) > ON_TIME_MS;

/** What a sentence may draw on. Times are told in `zone`. */
export interface Facts {
  zone: string;
  run: RunDocument;
  blockedBy: RunDocument | null;
  outage: Pick<OutageDocument, 'from' | 'to'> | null;
  /** Who stopped or changed it ("ana@example.com"), and when. */
  change: { by: string; at: Date } | null;
  /** When its account was disabled, where that is why. */
  off: Off | null;
}

type Off = { from: Date; to: Date | null };

/** "09:00", with seconds or milliseconds only where they say something. */
export function clock(at: Date, zone: string): string {
  const text = localIso(at, zone)
    .slice(11, 23)
    .replace(/[+-].*$/, '');
  return text.replace(/\.000$/, '').replace(/^(\d\d:\d\d):00$/, '$1');
}

export const day = (at: Date, zone: string): string => localIso(at, zone).slice(0, 10);

/** The largest unit that says it in one number: "12 ms", "4.2 s", "3 min". */
export function span(ms: number): string {
  if (ms < SECOND) return `${ms} ms`;
  if (ms < MINUTE) return `${Number((ms / SECOND).toFixed(1))} s`;
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  return ms < 2 * DAY ? `${Number((ms / HOUR).toFixed(1))} h` : `${Math.round(ms / DAY)} days`;
}

/** That an account was disabled: from when to when, or since when. */
export function accountOff({ from, to }: Off, zone: string): string {
  const on = (at: Date) => `${clock(at, zone)} on ${day(at, zone)}`;
  return to
    ? `Not run: this account was disabled from ${on(from)} to ${on(to)}.`
    : `Not run: this account has been disabled since ${on(from)}.`;
}

/** What became of a run, in one sentence. */
export function runSentence(facts: Facts): string {
  const { run } = facts;
  switch (run.status) {
    case 'COMPLETED':
      return `${began(facts)}${attempts(run)}`;
    case 'FAILED':
      return run.reason ? reasonSentence(run.reason, facts) : failed(facts);
    case 'RUNNING':
      return `Running since ${clock(run.attemptStartedAt ?? run.dueAt, facts.zone)}${run.attempt > 1 ? `, attempt ${run.attempt}` : ''}.`;
    case 'PENDING':
      return waiting(facts);
    default:
      return reasonSentence(run.reason, facts);
  }
}

function began({ run, zone, outage }: Facts): string {
  const late = run.lateness ?? 0;
  const at = clock(run.startedAt ?? run.dueAt, zone);
  if (!isLate(late)) return `Ran at ${at}, ${span(late)} after it was due.`;
  const cause = outage
    ? `Punctual was down from ${clock(outage.from, zone)} to ${clock(outage.to, zone)}`
    : 'the workers were busy, or it waited in the queue';
  return `Ran ${span(late)} late, at ${at}: ${cause}.`;
}

const attempts = ({ attempt }: RunDocument): string => (attempt > 1 ? ` It took ${attempt} attempts.` : '');

function failed({ run }: Facts): string {
  const why = run.attempts.at(-1)?.error ?? 'no reason was given';
  const tries = run.attempt === 1 ? '1 attempt' : `${run.attempt} attempts`;
  return `Failed after ${tries}: ${why.replace(/\.$/, '')}.`;
}

function waiting({ run, zone }: Facts): string {
  if (run.attempt === 0) return `Waiting: due at ${clock(run.dueAt, zone)}, not started yet.`;
  return `Waiting for attempt ${run.attempt + 1}, at ${clock(run.nextAttemptAt, zone)} or a moment later.`;
}

function reasonSentence(
  reason: RunReason | null,
  { run, zone, blockedBy, outage, change, off }: Facts,
): string {
  const who = change ? `${change.by} ` : '';
  const when = change ? ` at ${clock(change.at, zone)} on ${day(change.at, zone)}` : '';
  switch (reason) {
    case 'OVERLAP':
      return blockedBy
        ? `Skipped: the run of ${clock(blockedBy.scheduledFor, zone)} was still going.`
        : 'Skipped: another run was still going.';
    case 'MISFIRED':
      return outage
        ? `Skipped: Punctual was down from ${clock(outage.from, zone)} to ${clock(outage.to, zone)}.`
        : 'Skipped: it could not be started in time.';
    case 'EXCLUDED':
      return 'Skipped: a calendar excludes this day.';
    case 'EXPIRED':
      return `Given up: older than ${span(run.snapshot.retry.maxAgeMs)}.`;
    case 'DISABLED':
      return `Canceled: ${who || 'somebody '}disabled the job${when}.`;
    case 'DELETED':
      return `Canceled: ${who || 'somebody '}deleted the job${when}.`;
    case 'SUPERSEDED':
      return `Canceled: ${who || 'somebody '}changed the schedule${when}.`;
    case 'BY_USER':
      if (change) return `Canceled: ${who}canceled it${when}.`;
      return run.finishedAt
        ? `Canceled by hand at ${clock(run.finishedAt, zone)} on ${day(run.finishedAt, zone)}.`
        : 'Canceled by hand.';
    case 'OWNER_DISABLED':
      return off ? accountOff(off, zone) : 'Not run: this account was disabled.';
    case 'QUOTA':
      return 'Not run: a limit was reached.';
    case 'POISON':
      return `Stopped: it brought down ${run.crashCount} workers.`;
    case 'UNKNOWN_OUTCOME':
      return 'A worker was lost; whether the effect happened is not known.';
    default:
      return 'It ended, and no reason is on record.';
  }
}
