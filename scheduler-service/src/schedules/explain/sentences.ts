import { CAUSE_WORDS } from '@punctual/contracts/jobs/action-causes';
import type { RunReason } from '@punctual/contracts/runs/run-status';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import type { RunDocument } from '@punctual/engine/database/documents';
import type { Outage } from '@punctual/engine/database/process-store';
import { LEASE_ENDED } from '@punctual/engine/runs/suspects';
import type { NamedChange } from './evidence.ts';
import type { Suspension } from './suspension-history.ts';

/** A run that is late by no more than this is on time. */
const ON_TIME_MS = SECOND_MS;

export const isLate = (lateness: number | null): boolean => (lateness ?? 0) > ON_TIME_MS;

/** A run, and the evidence that its sentence may mention. Times are given in `zone`. */
export interface RunEvidence {
  zone: string;
  run: RunDocument;
  blockedBy: RunDocument | null;
  /** The run that had to end before this one. */
  before: RunDocument | null;
  outage: Outage | null;
  /** The change that stopped the run. */
  change: Pick<NamedChange, 'by' | 'at' | 'cause'> | null;
  /** The suspension of its account, if that is the reason. */
  suspension: SuspensionTimes | null;
}

type SuspensionTimes = Pick<Suspension, 'from' | 'to'>;

/** Formats the time of day: "09:00", with seconds or milliseconds only where they are not zero. */
export function formatClock(at: Date, zone: string): string {
  const text = localIso(at, zone)
    .slice(11, 23)
    .replace(/[+-].*$/, '');
  return text.replace(/\.000$/, '').replace(/^(\d\d:\d\d):00$/, '$1');
}

export const formatDay = (at: Date, zone: string): string => localIso(at, zone).slice(0, 10);

/** Formats a time of day and its day: "09:00 on 2030-06-01". */
export const formatMoment = (at: Date, zone: string): string =>
  `${formatClock(at, zone)} on ${formatDay(at, zone)}`;

/** Formats a duration in the largest unit that gives one number: "12 ms", "4.2 s", "3 min". */
export function formatDuration(ms: number): string {
  if (ms < SECOND_MS) return `${ms} ms`;
  if (ms < MINUTE_MS) return `${Number((ms / SECOND_MS).toFixed(1))} s`;
  if (ms < HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  return ms < 2 * DAY_MS ? `${Number((ms / HOUR_MS).toFixed(1))} h` : `${Math.round(ms / DAY_MS)} days`;
}

/** Describes that an account was disabled: from when to when, or since when. */
export function describeSuspension({ from, to }: SuspensionTimes, zone: string): string {
  return to
    ? `Not run: this account was disabled from ${formatMoment(from, zone)} to ${formatMoment(to, zone)}.`
    : `Not run: this account has been disabled since ${formatMoment(from, zone)}.`;
}

/** Describes why Punctual itself acted; nothing where a user did. */
export const describeCause = (change: Pick<NamedChange, 'cause'> | null): string =>
  change?.cause ? `: ${CAUSE_WORDS[change.cause]}` : '';

/** Describes what became of a run, and the recorded outage in which it was due where that does not say it already. */
export function describeRun(evidence: RunEvidence): string {
  return withOutage(describeVerdict(evidence), evidence.outage, evidence.zone);
}

/** Adds the recorded outage in which something was due, where the sentence does not name it already. */
export function withOutage(sentence: string, outage: Outage | null, zone: string): string {
  const down = outage && formatOutage(outage, zone);
  return !down || sentence.includes(down) ? sentence : `${sentence} It was due in an outage: ${down}.`;
}

/** Formats an outage as a part of a sentence: "Punctual was down from 09:00 to 09:02". */
export const formatOutage = ({ from, to, isOfQueue }: Outage, zone: string): string =>
  `${isOfQueue ? 'the queue of Punctual' : 'Punctual'} was down from ${formatClock(from, zone)} to ${formatClock(to, zone)}`;

function describeVerdict(evidence: RunEvidence): string {
  const { run } = evidence;
  switch (run.status) {
    case 'COMPLETED':
      return `${describeBegin(evidence)}${describeAttempts(run)}`;
    case 'FAILED':
      return run.reason ? describeReason(run.reason, evidence) : describeFailure(evidence);
    case 'RUNNING':
      return `Running since ${formatClock(run.attemptStartedAt ?? run.dueAt, evidence.zone)}${run.attempt > 1 ? `, attempt ${run.attempt}` : ''}.`;
    case 'PENDING':
      return describeWaiting(evidence);
    default:
      return describeReason(run.reason, evidence);
  }
}

function describeBegin({ run, zone, outage, before }: RunEvidence): string {
  const late = run.lateness ?? 0;
  const at = formatClock(run.startedAt ?? run.dueAt, zone);
  if (!isLate(late)) return `Ran at ${at}, ${formatDuration(late)} after it was due.`;
  const causes = [
    ...(outage ? [formatOutage(outage, zone)] : []),
    ...(run.postponedSince ? [describePostponed(run.postponedSince, zone)] : []),
    ...listWaits(run, before, zone),
  ];
  return `Ran ${formatDuration(late)} late, at ${at}${causes.length > 0 ? `: ${causes.join('; ')}` : ''}.`;
}

/** Describes that schedules waited to be computed: no record says which of the account's took long. */
export const describePostponed = (since: Date, zone: string): string =>
  `schedules of this account take long to compute, and waited for their turn from ${formatClock(since, zone)} on`;

/** Lists what a late run waited for, as far as that is on record. */
function listWaits({ queuedAt, startedAt, dueAt }: RunDocument, before: RunDocument | null, zone: string) {
  if (before?.startedAt) {
    const other = formatClock(before.scheduledFor, zone);
    return [`it waited for the run of ${other}, which began at ${formatClock(before.startedAt, zone)}`];
  }
  if (!queuedAt || !startedAt) return [];
  const isQueuedLate = isLate(queuedAt.getTime() - dueAt.getTime());
  const waited = startedAt.getTime() - queuedAt.getTime();
  return [
    ...(isQueuedLate ? [`it was put into the queue at ${formatClock(queuedAt, zone)}`] : []),
    ...(isLate(waited) ? [`it waited ${formatDuration(waited)} in the queue`] : []),
  ];
}

const describeAttempts = ({ attempt }: RunDocument): string =>
  attempt > 1 ? ` It took ${attempt} attempts.` : '';

function describeFailure({ run }: RunEvidence): string {
  const why = run.attempts.at(-1)?.error ?? 'no reason was given';
  const tries = run.attempt === 1 ? '1 attempt' : `${run.attempt} attempts`;
  return `Failed after ${tries}: ${why.replace(/\.$/, '')}.`;
}

function describeWaiting({ run, zone }: RunEvidence): string {
  if (run.attempt === 0) return `Waiting: due at ${formatClock(run.dueAt, zone)}, not started yet.`;
  return `Waiting for attempt ${run.attempt + 1}, at ${formatClock(run.nextAttemptAt, zone)} or a moment later.`;
}

/** Names the run that was in the way: it was going at the due instant, or, for a run by hand, when that could start. */
function describeOverlap({ dueAt }: RunDocument, blocker: RunDocument, zone: string): string {
  const { scheduledFor, startedAt, trigger } = blocker;
  const name = `the run of ${formatClock(scheduledFor, zone)}`;
  const began = startedAt && formatClock(startedAt, zone);
  if (wasLostThen(dueAt, blocker)) return `Skipped: ${name} had not ended: its worker was lost.`;
  if (startedAt && startedAt > dueAt)
    return `Skipped: ${name}, which began at ${began}, was going when this one could start.`;
  return trigger === 'catchup' && began
    ? `Skipped: ${name}, made up for at ${began}, was still going.`
    : `Skipped: ${name} was still going.`;
}

function describeMisfire({ postponedSince }: RunDocument, outage: Outage | null, zone: string): string {
  if (outage) return `Skipped: ${formatOutage(outage, zone)}.`;
  const why = postponedSince ? `: ${describePostponed(postponedSince, zone)}` : '';
  return `Skipped: it could not be started in time${why}.`;
}

/** Says if a run held its job at an instant by an attempt of which nobody knows when it stopped. */
const wasLostThen = (at: Date, { attempts }: RunDocument): boolean =>
  attempts.some(
    ({ code, startedAt, finishedAt }) =>
      code === LEASE_ENDED && startedAt !== null && startedAt <= at && at < finishedAt,
  );

function describeReason(
  reason: RunReason | null,
  { run, zone, blockedBy, outage, change, suspension }: RunEvidence,
): string {
  const who = change ? `${change.by} ` : '';
  const when = change ? ` at ${formatMoment(change.at, zone)}` : '';
  switch (reason) {
    case 'OVERLAP':
      return blockedBy ? describeOverlap(run, blockedBy, zone) : 'Skipped: another run was going.';
    case 'MISFIRED':
      return describeMisfire(run, outage, zone);
    case 'MAX_RUNS':
      return 'Skipped: as many runs of the job as its limit allows had been started before.';
    case 'DISABLED':
      return `Canceled: ${who || 'somebody '}disabled the job${when}${describeCause(change)}.`;
    case 'DELETED':
      return `Canceled: ${who || 'somebody '}deleted the job${when}.`;
    case 'SUPERSEDED':
      return `Canceled: ${who || 'somebody '}changed the schedule${when}.`;
    case 'BY_USER':
      if (change) return `Canceled: ${who}canceled it${when}.`;
      return run.finishedAt
        ? `Canceled by hand at ${formatMoment(run.finishedAt, zone)}.`
        : 'Canceled by hand.';
    case 'OWNER_DISABLED':
      return suspension ? describeSuspension(suspension, zone) : 'Not run: this account was disabled.';
    case 'POISON':
      return `Stopped: the process that carried it out died ${run.aloneCrashes} times.`;
    case 'UNKNOWN_OUTCOME':
      return 'A worker was lost; whether the effect happened is not known.';
    default:
      return 'It ended, and no reason is on record.';
  }
}
