import { COUNT_CAP, type Occurrence } from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
import { localIso, offsetAt } from '@punctual/contracts/schedules/time/zones';
import { DAY_MS } from '@punctual/contracts/time';
import type { JobDocument, RunDocument } from '@punctual/engine/database/documents';
import type { ScheduleComputer } from '../../computing/schedule-computer.ts';
import { presentRun } from '../../runs/run-presenter.ts';
import { getDisplayZone } from '../display-zone.ts';
import { type Evidence, presentChange, presentOutage } from './evidence.ts';
import type { Instant, PartialExplanation } from './instant.ts';
import {
  describeCause,
  describePostponed,
  describeSuspension,
  formatMoment,
  formatOutage,
  withOutage,
} from './sentences.ts';

const NOT_KNOWN: PartialExplanation = {
  verdict: 'NONE',
  sentence: 'Not known: how the job was planned then is not kept any more.',
};

/** Explains why there is no run at an instant, or what will be there. */
export class NoRunExplainer {
  readonly #evidence: Evidence;
  readonly #computer: ScheduleComputer;

  constructor(evidence: Evidence, computer: ScheduleComputer) {
    this.#evidence = evidence;
    this.#computer = computer;
  }

  async explain(instant: Instant): Promise<PartialExplanation> {
    const { job, at, now, timezone } = instant;
    const zone = getDisplayZone(job.schedule, timezone);
    const next = findNext(job, at);
    if (next && next.dueAt > now) return explainPlanned(next, zone);
    const revision = await this.#evidence.findRevision(job._id, at);
    if (!revision && at < job.createdAt) {
      const created = formatMoment(job.createdAt, zone);
      return { verdict: 'NOT_PLANNED', sentence: `Not planned: the job was made later, at ${created}.` };
    }
    if (!revision && at > job.createdAt && job.revision > 1) return NOT_KNOWN;
    const then = revision?.settings ?? job;
    const owner = job.ownerId.toHexString();
    const end = new Date(at.getTime() + 1);
    const [occurrence] = await this.#computer.compute(owner, 'occurrencesBetween', then.schedule, at, end, 1);
    if (!occurrence) return this.#explainNotPlanned(owner, then.schedule, at, zone);
    if (!then.enabled) return this.#explainDisabled(instant, zone);
    const suspension = await this.#evidence.findSuspensionAt(job.ownerId, at);
    if (suspension) {
      const sentence = describeSuspension(suspension, zone);
      return { verdict: 'DISABLED', reason: 'OWNER_DISABLED', sentence };
    }
    const isNewest = !revision || revision.scheduleRevision === job.scheduleRevision;
    const last = isNewest ? await this.#evidence.findLastPlanned(job, now) : null;
    if (last && at > last) return explainUsedUp(job);
    if (occurrence.dueAt > now) return explainPlanned(occurrence, zone);
    return this.#explainMissed(then.schedule, occurrence, instant, zone);
  }

  /** Explains that the job was disabled then, or deleted, or created so: by whom, and since when. */
  async #explainDisabled(instant: Instant, zone: string): Promise<PartialExplanation> {
    const { at, now } = instant;
    const change = await this.#evidence.findLastSwitch(instant);
    const isDeleted = change?.action === 'delete';
    const state = isDeleted ? 'deleted' : 'disabled';
    const since = change ? ` since ${formatMoment(change.at, zone)}, by ${change.by}` : '';
    const cause = describeCause(change);
    const sentence =
      at > now
        ? `Will not run: the job has been ${state}${since}${cause}.`
        : `Not run: the job had been ${state}${since}${cause}.`;
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
    zone: string,
  ): Promise<PartialExplanation> {
    const [next, outage] = await Promise.all([
      this.#evidence.findStandIn(job._id, at),
      this.#evidence.findOutage(dueAt, now),
    ]);
    const owner = job.ownerId.toHexString();
    const standIn = next && (await this.#isStandInFor(owner, next, schedule, at)) ? next : null;
    if (!standIn && outage?.to === now) {
      const since = formatMoment(outage.from, zone);
      const sentence = `Not run yet: Punctual has been down since ${since}.`;
      return { verdict: 'NONE', sentence, outage: presentOutage(outage) };
    }
    if (!standIn) {
      const isToCome = job.nextOccurrence !== null && job.nextOccurrence <= at;
      const sentence = isToCome
        ? await this.#describeToCome(job, dueAt, now, zone)
        : 'No record of it is kept.';
      return { verdict: 'NONE', sentence: withOutage(sentence, outage, zone), outage: presentOutage(outage) };
    }
    const down = outage && formatOutage(outage, zone);
    const other = formatMoment(standIn.scheduledFor, zone);
    return {
      verdict: 'SKIPPED',
      reason: 'MISFIRED',
      sentence: `Skipped: ${down ?? 'it could not be started in time'}; the run of ${other} stands for it.`,
      run: presentRun(standIn),
      outage: presentOutage(outage),
    };
  }

  /** Describes an occurrence that is due and has no row yet. */
  async #describeToCome({ ownerId }: JobDocument, dueAt: Date, now: Date, zone: string): Promise<string> {
    const since = await this.#evidence.findPostponedSince(ownerId, now);
    return since && since <= dueAt
      ? `Not recorded yet: ${describePostponed(since, zone)}.`
      : 'Not recorded yet: no watcher has come to it.';
  }

  async #explainNotPlanned(
    owner: string,
    schedule: Schedule,
    at: Date,
    zone: string,
  ): Promise<PartialExplanation> {
    const before = await this.#computer.compute(owner, 'previousRuns', schedule, at, 1);
    const after = await this.#computer.compute(owner, 'nextRuns', schedule, at, 1);
    const nearest = [...before, ...after].map((one) => one.at);
    const times = nearest.map((one) => formatMoment(one, zone)).join(' and ');
    const hint = nearest.length > 0 ? ` Nearest: ${times}.` : '';
    return {
      verdict: 'NOT_PLANNED',
      sentence: `Not planned: the schedule has no run at this time.${hint}`,
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
function explainUsedUp({ schedule: { maxRuns }, starts = 0 }: JobDocument): PartialExplanation {
  const count = `the job may start ${maxRuns} scheduled runs at most, and ${starts} ${starts === 1 ? 'has' : 'have'} been started`;
  const others = starts < (maxRuns ?? 0) ? '; the others come before this time, unless some are skipped' : '';
  return { verdict: 'NOT_PLANNED', sentence: `Not planned: ${count}${others}.` };
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

function explainPlanned({ at }: Occurrence, zone: string): PartialExplanation {
  const hint = clocksChangeOn(at, zone) ? ' Clocks change that day.' : '';
  const sentence = `Planned for ${formatMoment(at, zone)}.${hint}`;
  return { verdict: 'PLANNED', sentence };
}

function clocksChangeOn(at: Date, zone: string): boolean {
  const offset = offsetAt(zone, at.getTime());
  const sinceMidnight = (at.getTime() + offset) % DAY_MS;
  const midnight = at.getTime() - sinceMidnight;
  return offsetAt(zone, midnight) !== offsetAt(zone, midnight + DAY_MS);
}
