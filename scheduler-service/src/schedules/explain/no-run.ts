import {
  COUNT_CAP,
  countBetween,
  nextRuns,
  type Occurrence,
  occurrencesBetween,
  previousRuns,
} from '@punctual/contracts/schedules/next-runs';
import type { Schedule } from '@punctual/contracts/schedules/schedule';
import { localIso, offsetAt } from '@punctual/contracts/schedules/time/zones';
import type { RunDocument } from '@punctual/engine/database/documents';
import { presentRun } from '../../runs/run-presenter.ts';
import { zoneOf } from '../zone-of.ts';
import {
  type EvidenceStores,
  named,
  presentChange,
  presentOutage,
  type Question,
  type Verdict,
} from './evidence.ts';
import { accountOff, clock, day } from './sentences.ts';
import { findSuspensionAt, type Suspension } from './suspension-history.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Why no run stands for an instant, or what will be there. */
export async function explainWithoutRun(question: Question, parts: EvidenceStores): Promise<Verdict> {
  const { job, at, now, timezone } = question;
  const zone = zoneOf(job.schedule, timezone);
  const revision = await parts.revisions.asOf(job._id, at);
  if (!revision && at < job.createdAt) {
    const created = `${clock(job.createdAt, zone)} on ${day(job.createdAt, zone)}`;
    return { verdict: 'NOT_PLANNED', sentence: `Not planned: the job was made later, at ${created}.` };
  }
  const then = revision?.settings ?? job;
  const [occurrence] = occurrencesBetween(then.schedule, at, new Date(at.getTime() + 1), 1);
  if (!occurrence) return notPlanned(then.schedule, question, zone);
  if (!then.enabled) return disabled(question, parts, zone);
  const off = await findSuspensionAt(parts.audit, job.ownerId, at);
  if (off) return ofDisabledAccount(off, zone);
  if (occurrence.dueAt > now) return planned(occurrence, zone);
  return missed(then.schedule, question, parts, zone);
}

function planned({ at }: Occurrence, zone: string): Verdict {
  const hint = clocksChangeOn(at, zone) ? ' Clocks change that day.' : '';
  return { verdict: 'PLANNED', sentence: `Planned for ${clock(at, zone)} on ${day(at, zone)}.${hint}` };
}

function clocksChangeOn(at: Date, zone: string): boolean {
  const offset = offsetAt(zone, at.getTime());
  const sinceMidnight = (at.getTime() + offset) % DAY_MS;
  const midnight = at.getTime() - sinceMidnight;
  return offsetAt(zone, midnight) !== offsetAt(zone, midnight + DAY_MS);
}

function notPlanned(schedule: Schedule, { at }: Question, zone: string): Verdict {
  const nearest = [...previousRuns(schedule, at, 1), ...nextRuns(schedule, at, 1)].map((one) => one.at);
  const words = nearest.map((one) => `${clock(one, zone)} on ${day(one, zone)}`).join(' and ');
  const hint = nearest.length > 0 ? ` Nearest: ${words}.` : '';
  return {
    verdict: 'NOT_PLANNED',
    sentence: `Not planned: the schedule has no run at this time.${hint}`,
    nearest: nearest.map((one) => ({ at: one.toISOString(), local: localIso(one, zone) })),
  };
}

/** Disabled then, or deleted, or created so: by whom, and since when. */
async function disabled({ job, at, now }: Question, parts: EvidenceStores, zone: string): Promise<Verdict> {
  const change = await named(await parts.revisions.lastSwitch(job._id, at), parts);
  const isDeleted = change?.action === 'delete';
  const state = isDeleted ? 'deleted' : 'disabled';
  const since = change ? ` since ${clock(change.at, zone)} on ${day(change.at, zone)}, by ${change.by}` : '';
  const sentence =
    at > now
      ? `Will not run: the job has been ${state}${since}.`
      : `Not run: the job had been ${state}${since}.`;
  return {
    verdict: 'DISABLED',
    reason: isDeleted ? 'DELETED' : 'DISABLED',
    sentence,
    change: presentChange(change),
  };
}

const ofDisabledAccount = (off: Suspension, zone: string): Verdict => ({
  verdict: 'DISABLED',
  reason: 'OWNER_DISABLED',
  sentence: accountOff(off, zone),
});

/** Passed without a row of its own: counted in the row of a later one that stands for what was missed. */
async function missed(
  schedule: Schedule,
  { job, at, now }: Question,
  parts: EvidenceStores,
  zone: string,
): Promise<Verdict> {
  const [next, outage] = await Promise.all([
    parts.runs.standInFor(job._id, at),
    parts.processes.outageAt(at, now),
  ]);
  const standIn = next && standsFor(next, schedule, at) ? next : null;
  const down = outage && `Punctual was down from ${clock(outage.from, zone)} to ${clock(outage.to, zone)}`;
  const facts = { outage: presentOutage(outage) };
  if (!standIn && outage?.to === now) {
    const sentence = `Not run yet: Punctual has been down since ${clock(outage.from, zone)} on ${day(outage.from, zone)}.`;
    return { verdict: 'NONE', sentence, ...facts };
  }
  if (!standIn) {
    return { verdict: 'NONE', sentence: 'No record: it is being made just now, or it was removed with age.' };
  }
  const instead = `the run of ${clock(standIn.scheduledFor, zone)} on ${day(standIn.scheduledFor, zone)} stands for it`;
  return {
    verdict: 'SKIPPED',
    reason: 'MISFIRED',
    sentence: `Skipped: ${down ?? 'it could not be started in time'}; ${instead}.`,
    run: presentRun(standIn),
    ...facts,
  };
}

/** Whether an occurrence is among those directly before a run that are counted in it. */
function standsFor({ missed, scheduledFor }: RunDocument, schedule: Schedule, at: Date): boolean {
  const count = missed ?? 0;
  return count >= COUNT_CAP || countBetween(schedule, at, scheduledFor) <= count;
}
