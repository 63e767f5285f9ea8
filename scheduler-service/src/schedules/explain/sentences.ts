import { ADMINISTRATOR } from '@punctual/contracts/jobs/action-causes';
import type { RunReason } from '@punctual/contracts/runs/run-status';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@punctual/contracts/time';
import type { RunDocument } from '@punctual/engine/database/documents';
import type { Outage } from '@punctual/engine/database/process-store';
import { LEASE_ENDED } from '@punctual/engine/runs/suspects';
import { type NamedChange, SOMEBODY } from './evidence.ts';
import type { ExplainWords } from './explain-words.ts';
import type { Suspension } from './suspension-history.ts';

/** A run that is late by no more than this is on time. */
const ON_TIME_MS = SECOND_MS;

export const isLate = (lateness: number | null): boolean => (lateness ?? 0) > ON_TIME_MS;

/** The words of a sentence, and the zone in which it gives times. */
export interface Telling {
  words: ExplainWords;
  zone: string;
}

/** A run, and the evidence that its sentence may mention. */
export interface RunEvidence extends Telling {
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
export const formatMoment = (at: Date, { words, zone }: Telling): string =>
  words.moment(formatClock(at, zone), formatDay(at, zone));

/** Formats a duration in the largest unit that gives one number: "12 ms", "4.2 s", "3 min". */
export function formatDuration(ms: number, { figure, days }: ExplainWords): string {
  if (ms < SECOND_MS) return `${ms} ms`;
  if (ms < MINUTE_MS) return `${figure(Number((ms / SECOND_MS).toFixed(1)))} s`;
  if (ms < HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${figure(Number((ms / HOUR_MS).toFixed(1)))} h`;
  return days(Math.round(ms / DAY_MS));
}

/** Describes that an account was disabled: from when to when, or since when. */
export function describeSuspension({ from, to }: SuspensionTimes, telling: Telling): string {
  const since = formatMoment(from, telling);
  return to ? telling.words.suspended(since, formatMoment(to, telling)) : telling.words.suspendedSince(since);
}

/** Describes why Punctual itself acted; nothing where a user did. */
export const describeCause = (change: Pick<NamedChange, 'cause'> | null, { causes }: ExplainWords): string =>
  change?.cause ? `: ${causes[change.cause]}` : '';

/** Names who made a change: by address, or in words whoever is not named so. */
export function nameActor({ by }: Pick<NamedChange, 'by'>, words: ExplainWords): string {
  if (by === ADMINISTRATOR) return words.administrator;
  return by === SOMEBODY ? words.somebody : by;
}

/** Describes what became of a run, and the recorded outage in which it was due where that does not say it already. */
export function describeRun(evidence: RunEvidence): string {
  return withOutage(describeVerdict(evidence), evidence.outage, evidence);
}

/** Adds the recorded outage in which something was due, where the sentence does not name it already. */
export function withOutage(sentence: string, outage: Outage | null, telling: Telling): string {
  const down = outage && formatOutage(outage, telling);
  return !down || sentence.includes(down) ? sentence : `${sentence}${telling.words.dueInOutage(down)}`;
}

/** Formats an outage as a part of a sentence: "Punctual was down from 09:00 to 09:02". */
export const formatOutage = ({ from, to, isOfQueue }: Outage, { words, zone }: Telling): string =>
  words.outage(isOfQueue === true, formatClock(from, zone), formatClock(to, zone));

function describeVerdict(evidence: RunEvidence): string {
  const { run, words, zone } = evidence;
  switch (run.status) {
    case 'COMPLETED':
      return `${describeBegin(evidence)}${run.attempt > 1 ? words.attempts(run.attempt) : ''}`;
    case 'FAILED':
      return run.reason ? describeReason(run.reason, evidence) : describeFailure(evidence);
    case 'RUNNING':
      return words.runningSince(formatClock(run.attemptStartedAt ?? run.dueAt, zone), run.attempt);
    case 'PENDING':
      return run.attempt === 0
        ? words.waiting(formatClock(run.dueAt, zone))
        : words.waitingForAttempt(run.attempt + 1, formatClock(run.nextAttemptAt, zone));
    default:
      return describeReason(run.reason, evidence);
  }
}

function describeBegin({ run, outage, before, words, zone }: RunEvidence): string {
  const late = run.lateness ?? 0;
  const at = formatClock(run.startedAt ?? run.dueAt, zone);
  const lateWords = formatDuration(late, words);
  if (!isLate(late)) return words.ran(at, lateWords);
  const causes = [
    ...(outage ? [formatOutage(outage, { words, zone })] : []),
    ...(run.postponedSince ? [words.postponed(formatClock(run.postponedSince, zone))] : []),
    ...listWaits(run, before, { words, zone }),
  ];
  return words.ranLate(lateWords, at, causes.length > 0 ? `: ${causes.join('; ')}` : '');
}

/** Lists what a late run waited for, as far as that is on record. */
function listWaits(
  { queuedAt, startedAt, dueAt }: RunDocument,
  before: RunDocument | null,
  { words, zone }: Telling,
): string[] {
  if (before?.startedAt) {
    const other = formatClock(before.scheduledFor, zone);
    return [words.waitedForRun(other, formatClock(before.startedAt, zone))];
  }
  if (!queuedAt || !startedAt) return [];
  const isQueuedLate = isLate(queuedAt.getTime() - dueAt.getTime());
  const waited = startedAt.getTime() - queuedAt.getTime();
  return [
    ...(isQueuedLate ? [words.queuedAt(formatClock(queuedAt, zone))] : []),
    ...(isLate(waited) ? [words.waitedInQueue(formatDuration(waited, words))] : []),
  ];
}

/** Describes a failure by the error of its last attempt, which is shown as it was recorded. */
function describeFailure({ run, words }: RunEvidence): string {
  const why = run.attempts.at(-1)?.error ?? words.noReasonGiven;
  return words.failed(run.attempt, why.replace(/\.$/, ''));
}

/** Names the run that was in the way: it was going at the due instant, or, for a run by hand, when that could start. */
function describeOverlap({ dueAt }: RunDocument, blocker: RunDocument, { words, zone }: Telling): string {
  const { scheduledFor, startedAt, trigger } = blocker;
  const name = words.runOf(formatClock(scheduledFor, zone));
  const began = startedAt && formatClock(startedAt, zone);
  if (wasLostThen(dueAt, blocker)) return words.workerLost(name);
  if (began && startedAt > dueAt) return words.goingAtStart(name, began);
  return trigger === 'catchup' && began ? words.madeUp(name, began) : words.stillGoing(name);
}

function describeMisfire({ postponedSince }: RunDocument, outage: Outage | null, telling: Telling): string {
  const { words, zone } = telling;
  if (outage) return formatOutage(outage, telling);
  const why = postponedSince ? `: ${words.postponed(formatClock(postponedSince, zone))}` : '';
  return `${words.notInTime}${why}`;
}

/** Says if a run held its job at an instant by an attempt of which nobody knows when it stopped. */
const wasLostThen = (at: Date, { attempts }: RunDocument): boolean =>
  attempts.some(
    ({ code, startedAt, finishedAt }) =>
      code === LEASE_ENDED && startedAt !== null && startedAt <= at && at < finishedAt,
  );

function describeReason(reason: RunReason | null, evidence: RunEvidence): string {
  const { run, blockedBy, outage, suspension, words } = evidence;
  switch (reason) {
    case 'OVERLAP':
      return words.skipped(blockedBy ? describeOverlap(run, blockedBy, evidence) : words.anotherGoing);
    case 'MISFIRED':
      return words.skipped(describeMisfire(run, outage, evidence));
    case 'MAX_RUNS':
      return words.skipped(words.usedUpBefore);
    case 'OWNER_DISABLED':
      return suspension ? describeSuspension(suspension, evidence) : words.suspendedThen;
    case 'POISON':
      return words.poison(run.aloneCrashes ?? 0);
    case 'QUOTA':
      return words.quota;
    case 'UNKNOWN_OUTCOME':
      return words.unknownOutcome;
    case null:
      return words.noReason;
    default:
      return describeCancellation(reason, evidence);
  }
}

function describeCancellation(
  reason: 'DISABLED' | 'DELETED' | 'SUPERSEDED' | 'BY_USER',
  evidence: RunEvidence,
): string {
  const { run, change, words } = evidence;
  const who = change && nameActor(change, words);
  const when = change && formatMoment(change.at, evidence);
  switch (reason) {
    case 'DISABLED':
      return words.disabledBy(who, when, describeCause(change, words));
    case 'DELETED':
      return words.deletedBy(who, when);
    case 'SUPERSEDED':
      return words.changedBy(who, when);
    case 'BY_USER':
      if (who) return words.canceledBy(who, when);
      return words.canceledByHand(run.finishedAt && formatMoment(run.finishedAt, evidence));
  }
}
