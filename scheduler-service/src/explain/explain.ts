import type { Explanation } from '@punctual/shared/api/schedules-contract';
import type { RunReason } from '@punctual/shared/runs/run-status';
import {
  COUNT_CAP,
  countBetween,
  nextRuns,
  type Occurrence,
  occurrencesBetween,
  previousRuns,
} from '@punctual/shared/schedules/next-runs';
import type { Schedule } from '@punctual/shared/schedules/schedule';
import { localIso, offsetAt } from '@punctual/shared/schedules/zones';
import type { AuditStore } from '@punctual/shared/store/audit-store';
import type {
  Id,
  JobAction,
  JobDocument,
  OutageDocument,
  RevisionDocument,
  RunDocument,
} from '@punctual/shared/store/documents';
import type { ProcessStore } from '@punctual/shared/store/process-store';
import type { RevisionStore } from '@punctual/shared/store/revision-store';
import type { RunStore } from '@punctual/shared/store/run-store';
import type { UserStore } from '@punctual/shared/store/user-store';
import { presentRun } from '../runs/run-presenter.ts';
import { zoneOf } from '../schedules/zone-of.ts';
import { type AccountOff, offAt, offWhenCanceled } from './account-off.ts';
import { accountOff, clock, day, isLate, runSentence } from './words.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface ExplainParts {
  runs: RunStore;
  revisions: RevisionStore;
  processes: ProcessStore;
  users: UserStore;
  audit: AuditStore;
}

export interface Question {
  job: JobDocument;
  at: Date;
  now: Date;
  timezone: string;
}

type Change = { action: string; by: string; at: Date };
type Verdict = Pick<Explanation, 'verdict' | 'sentence'> & Partial<Explanation>;

/** For any instant: whether it was an occurrence, its one verdict in a sentence, and the facts behind it. */
export async function explain(question: Question, parts: ExplainParts): Promise<Explanation> {
  const { job, at, timezone } = question;
  const run = await parts.runs.at(job._id, at);
  const verdict = run ? await ofRun(run, question, parts) : await withoutRun(question, parts);
  const local = localIso(at, zoneOf(job.schedule, timezone));
  const nothing = { reason: null, run: null, blockedBy: null, outage: null, change: null, nearest: [] };
  return { at: at.toISOString(), local, ...nothing, ...verdict };
}

async function ofRun(
  run: RunDocument,
  { job, now, timezone }: Question,
  parts: ExplainParts,
): Promise<Verdict> {
  const [blockedBy, outage, change, off] = await Promise.all([
    run.blockedBy ? parts.runs.one({ ownerId: job.ownerId }, run.blockedBy.toHexString()) : null,
    mayBeDownFor(run) ? parts.processes.outageAt(run.dueAt, now) : null,
    changeBehind(run, parts),
    run.reason === 'OWNER_DISABLED' && run.finishedAt
      ? offWhenCanceled(parts.audit, run.ownerId, run.finishedAt)
      : null,
  ]);
  const zone = zoneOf(job.schedule, timezone);
  return {
    verdict: run.status,
    reason: run.reason,
    sentence: runSentence({ zone, run, blockedBy, outage, change, off }),
    run: presentRun(run),
    blockedBy: blockedBy && presentRun(blockedBy),
    outage: presentOutage(outage),
    change: presentChange(change),
  };
}

/** What ran on time, or not at all for another reason, has nothing to do with an outage. */
const mayBeDownFor = ({ status, reason, lateness }: RunDocument): boolean =>
  status === 'PENDING' || reason === 'MISFIRED' || isLate(lateness);

/** The kind of change that cancels runs for a reason. */
const BEHIND: Partial<Record<RunReason, JobAction>> = {
  DISABLED: 'disable',
  DELETED: 'delete',
  SUPERSEDED: 'edit',
};

/** The change of the job that ended a run: the newest one of its kind until then. */
async function changeBehind(run: RunDocument, parts: ExplainParts): Promise<Change | null> {
  if (run.reason === 'BY_USER') return canceler(run, parts);
  const action = run.reason && BEHIND[run.reason];
  if (!action || !run.finishedAt) return null;
  return named(await parts.revisions.last(run.jobId, [action], run.finishedAt), parts);
}

async function canceler({ _id, finishedAt }: RunDocument, parts: ExplainParts): Promise<Change | null> {
  const entry = await parts.audit.cancelOf(_id);
  if (!entry?.actor) return null;
  return { action: 'cancel', by: await nameOf(entry.actor, parts), at: finishedAt ?? entry.at };
}

async function withoutRun(question: Question, parts: ExplainParts): Promise<Verdict> {
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
  const off = await offAt(parts.audit, job.ownerId, at);
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
async function disabled({ job, at, now }: Question, parts: ExplainParts, zone: string): Promise<Verdict> {
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

const ofDisabledAccount = (off: AccountOff, zone: string): Verdict => ({
  verdict: 'DISABLED',
  reason: 'OWNER_DISABLED',
  sentence: accountOff(off, zone),
});

/** Passed without a row of its own: counted in the row of a later one that stands for what was missed. */
async function missed(
  schedule: Schedule,
  { job, at, now }: Question,
  parts: ExplainParts,
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

async function named(
  revision: RevisionDocument | null,
  { users }: Pick<ExplainParts, 'users'>,
): Promise<Change | null> {
  if (!revision) return null;
  return { action: revision.action, by: await nameOf(revision.by, { users }), at: revision.at };
}

const nameOf = async (id: Id, { users }: Pick<ExplainParts, 'users'>): Promise<string> =>
  (await users.emails([id])).get(id.toHexString()) ?? 'somebody';

const presentOutage = (outage: Pick<OutageDocument, 'from' | 'to'> | null): Explanation['outage'] =>
  outage && { from: outage.from.toISOString(), to: outage.to.toISOString() };

const presentChange = (change: Change | null): Explanation['change'] =>
  change && { ...change, at: change.at.toISOString() };
