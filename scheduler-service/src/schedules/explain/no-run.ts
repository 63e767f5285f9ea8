import { COUNT_CAP, type Occurrence } from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
import { localIso, offsetAt } from '@punctual/contracts/schedules/time/zones';
import { DAY_MS } from '@punctual/contracts/time';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import type { ScheduleComputer } from '../../computing/schedule-computer.ts';
import { presentRun } from '../../runs/run-presenter.ts';
import { getDisplayZone } from '../display-zone.ts';
import { type Evidence, presentChange, presentOutage } from './evidence.ts';
import { EXPLAIN_WORDS } from './explain-words.ts';
import type { Instant, PartialExplanation } from './instant.ts';
import {
  describeCause,
  describeSuspension,
  formatClock,
  formatMoment,
  formatOutage,
  nameActor,
  type Telling,
  withOutage,
} from './sentences.ts';

/** Explains why there is no run at an instant, or what will be there. */
export class NoRunExplainer {
  readonly #evidence: Evidence;
  readonly #computer: ScheduleComputer;

  constructor(evidence: Evidence, computer: ScheduleComputer) {
    this.#evidence = evidence;
    this.#computer = computer;
  }

  async explain(instant: Instant): Promise<PartialExplanation> {
    const { job, at, now, timezone, language } = instant;
    const words = EXPLAIN_WORDS[language];
    const telling = { words, zone: getDisplayZone(job.schedule, timezone) };
    const next = findNext(job, at);
    if (next && next.dueAt > now) return explainPlanned(next, telling);
    const revision = await this.#evidence.findRevision(job._id, at);
    if (!revision && at < job.createdAt) {
      const sentence = words.madeLater(formatMoment(job.createdAt, telling));
      return { verdict: 'NOT_PLANNED', sentence };
    }
    if (!revision && at > job.createdAt && job.revision > 1)
      return { verdict: 'NONE', sentence: words.notKnown };
    const then = revision?.settings ?? job;
    const owner = job.ownerId.toHexString();
    const end = new Date(at.getTime() + 1);
    const [occurrence] = await this.#computer.compute(owner, 'occurrencesBetween', then.schedule, at, end, 1);
    if (!occurrence) return this.#explainNotPlanned(owner, then.schedule, at, telling);
    if (!then.enabled) return this.#explainDisabled(instant, telling);
    const suspension = await this.#evidence.findSuspensionAt(job.ownerId, at);
    if (suspension) {
      const sentence = describeSuspension(suspension, telling);
      return { verdict: 'DISABLED', reason: 'OWNER_DISABLED', sentence };
    }
    const isNewest = !revision || revision.scheduleRevision === job.scheduleRevision;
    const last = isNewest ? await this.#evidence.findLastPlanned(job, now) : null;
    if (last && at > last) return explainUsedUp(job, telling);
    if (occurrence.dueAt > now) return explainPlanned(occurrence, telling);
    return this.#explainMissed(then.schedule, occurrence, instant, telling);
  }

  /** Explains that the job was disabled then, or deleted, or created so: by whom, and since when. */
  async #explainDisabled(instant: Instant, telling: Telling): Promise<PartialExplanation> {
    const { at, now } = instant;
    const change = await this.#evidence.findLastSwitch(instant);
    const isDeleted = change?.action === 'delete';
    const { words } = telling;
    const since = change ? words.offSince(formatMoment(change.at, telling), nameActor(change, words)) : '';
    const sentence = words.isOff(at > now, isDeleted, since, describeCause(change, words));
    return {
      verdict: 'DISABLED',
      reason: isDeleted ? 'DELETED' : 'DISABLED',
      sentence,
      change: presentChange(change),
    };
  }

  /** Explains an occurrence without a row of its own: it is counted in the row of a later stand-in, if there is one. */
  async #explainMissed(
    schedule: Schedule,
    { dueAt }: Occurrence,
    { job, at, now }: Instant,
    telling: Telling,
  ): Promise<PartialExplanation> {
    const { words } = telling;
    const [next, outage] = await Promise.all([
      this.#evidence.findStandIn(job._id, at),
      this.#evidence.findOutage(dueAt, now),
    ]);
    const owner = job.ownerId.toHexString();
    const standIn = next && (await this.#isStandInFor(owner, next, schedule, at)) ? next : null;
    if (!standIn && outage?.to === now) {
      const sentence = words.downSince(formatMoment(outage.from, telling));
      return { verdict: 'NONE', sentence, outage: presentOutage(outage) };
    }
    if (!standIn) {
      const isToCome = job.nextOccurrence !== null && job.nextOccurrence <= at;
      const sentence = isToCome ? await this.#describeToCome(job, dueAt, now, telling) : words.noRecord;
      return {
        verdict: 'NONE',
        sentence: withOutage(sentence, outage, telling),
        outage: presentOutage(outage),
      };
    }
    const why = outage ? formatOutage(outage, telling) : words.notInTime;
    const other = formatMoment(standIn.scheduledFor, telling);
    return {
      verdict: 'SKIPPED',
      reason: 'MISFIRED',
      sentence: words.skipped(words.standsFor(why, other)),
      run: presentRun(standIn),
      outage: presentOutage(outage),
    };
  }

  /** Describes an occurrence that is due and has no row yet. */
  async #describeToCome({ ownerId }: JobDocument, dueAt: Date, now: Date, { words, zone }: Telling) {
    const since = await this.#evidence.findPostponedSince(ownerId, now);
    const isPostponed = since && since <= dueAt;
    return words.notRecorded(isPostponed ? words.postponed(formatClock(since, zone)) : words.noWatcher);
  }

  async #explainNotPlanned(
    owner: string,
    schedule: Schedule,
    at: Date,
    telling: Telling,
  ): Promise<PartialExplanation> {
    const { words, zone } = telling;
    const before = await this.#computer.compute(owner, 'previousRuns', schedule, at, 1);
    const after = await this.#computer.compute(owner, 'nextRuns', schedule, at, 1);
    const nearest = [...before, ...after].map((one) => one.at);
    const times = nearest.map((one) => formatMoment(one, telling));
    return {
      verdict: 'NOT_PLANNED',
      sentence: `${words.notPlanned}${times.length > 0 ? words.nearest(times) : ''}`,
      nearest: nearest.map((one) => ({ at: one.toISOString(), local: localIso(one, zone) })),
    };
  }

  /** Says if an occurrence is among those directly before a run that are counted in it. */
  async #isStandInFor(
    owner: string,
    { missed, scheduledFor }: RunDocument,
    schedule: Schedule,
    at: Date,
  ): Promise<boolean> {
    const count = missed ?? 0;
    if (count >= COUNT_CAP) return true;
    return (await this.#computer.compute(owner, 'countBetween', schedule, at, scheduledFor)) <= count;
  }
}

/** Explains an occurrence after those that `maxRuns` leaves. */
function explainUsedUp(
  { schedule: { maxRuns }, starts = 0 }: JobDocument,
  { words }: Telling,
): PartialExplanation {
  return { verdict: 'NOT_PLANNED', sentence: words.usedUp(maxRuns, starts, starts < (maxRuns ?? 0)) };
}

/**
 * Finds the occurrence at which a job is now: it is to come, whatever the job was when its instant passed. With jitter
 * people see the later instant, at which it is due, and ask about that.
 */
function findNext(job: JobDocument, at: Date): Occurrence | null {
  const { enabled, ownerDisabled, nextOccurrence, nextRunAt } = job;
  if (!enabled || ownerDisabled || !nextOccurrence || !nextRunAt) return null;
  const isAsked = [nextOccurrence, nextRunAt].some((time) => time.getTime() === at.getTime());
  return isAsked ? { at: nextOccurrence, dueAt: nextRunAt } : null;
}

function explainPlanned({ at }: Occurrence, telling: Telling): PartialExplanation {
  const { words, zone } = telling;
  const hint = clocksChangeOn(at, zone) ? words.clocksChange : '';
  return { verdict: 'PLANNED', sentence: `${words.planned(formatMoment(at, telling))}${hint}` };
}

function clocksChangeOn(at: Date, zone: string): boolean {
  const offset = offsetAt(zone, at.getTime());
  const sinceMidnight = (at.getTime() + offset) % DAY_MS;
  const midnight = at.getTime() - sinceMidnight;
  return offsetAt(zone, midnight) !== offsetAt(zone, midnight + DAY_MS);
}
