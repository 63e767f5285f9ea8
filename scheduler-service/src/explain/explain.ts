import type { Explanation } from '@punctual/shared/api/schedules-contract';
import { isOccurrence, nextRuns, previousRuns } from '@punctual/shared/schedules/next-runs';
import type { Schedule } from '@punctual/shared/schedules/schedule';
import { localIso } from '@punctual/shared/schedules/zones';
import type { JobDocument, RevisionDocument, RunDocument } from '@punctual/shared/store/documents';
import type { ProcessStore } from '@punctual/shared/store/process-store';
import type { RevisionStore } from '@punctual/shared/store/revision-store';
import type { RunStore } from '@punctual/shared/store/run-store';
import type { UserStore } from '@punctual/shared/store/user-store';
import { presentRun } from '../runs/run-presenter.ts';
import { zoneOf } from '../schedules/zone-of.ts';
import { clock, day, runSentence } from './words.ts';

export interface ExplainParts {
  runs: RunStore;
  revisions: RevisionStore;
  processes: ProcessStore;
  users: UserStore;
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

async function ofRun(run: RunDocument, { job, timezone }: Question, parts: ExplainParts): Promise<Verdict> {
  const [blockedBy, outage, change] = await Promise.all([
    run.blockedBy ? parts.runs.one(job.ownerId, run.blockedBy.toHexString()) : null,
    parts.processes.outageAt(run.dueAt),
    changeBehind(run, parts),
  ]);
  const zone = zoneOf(job.schedule, timezone);
  return {
    verdict: run.status,
    reason: run.reason,
    sentence: runSentence({ zone, run, blockedBy, outage, change }),
    run: presentRun(run),
    blockedBy: blockedBy && presentRun(blockedBy),
    outage: outage && { from: outage.from.toISOString(), to: outage.to.toISOString() },
    change: presentChange(change),
  };
}

/** The change of the job that ended a run: the newest one until then. */
async function changeBehind(run: RunDocument, parts: ExplainParts): Promise<Change | null> {
  if (run.status !== 'CANCELED' || !run.finishedAt) return null;
  return named(await parts.revisions.asOf(run.jobId, run.finishedAt), parts);
}

async function withoutRun(question: Question, parts: ExplainParts): Promise<Verdict> {
  const { job, at, now, timezone } = question;
  const zone = zoneOf(job.schedule, timezone);
  if (at < job.createdAt) {
    const created = `${clock(job.createdAt, zone)} on ${day(job.createdAt, zone)}`;
    return { verdict: 'NOT_PLANNED', sentence: `Not planned: the job was made later, at ${created}.` };
  }
  const then = (await parts.revisions.asOf(job._id, at))?.settings ?? job;
  if (!isOccurrence(then.schedule, at)) return notPlanned(then.schedule, question, zone);
  if (!then.enabled) return disabled(question, parts, zone);
  if (at > now)
    return { verdict: 'PLANNED', sentence: `Planned for ${clock(at, zone)} on ${day(at, zone)}.` };
  return missed(question, parts, zone);
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

async function disabled({ job, at }: Question, parts: ExplainParts, zone: string): Promise<Verdict> {
  const change = await named(await parts.revisions.lastSwitch(job._id, at), parts);
  const since = change ? ` since ${clock(change.at, zone)} on ${day(change.at, zone)}, by ${change.by}` : '';
  return {
    verdict: 'DISABLED',
    sentence: `Not run: the job was disabled${since}.`,
    change: presentChange(change),
  };
}

/** Passed without a row of its own: counted in the row of a later one that stands for what was missed. */
async function missed({ job, at }: Question, parts: ExplainParts, zone: string): Promise<Verdict> {
  const [standIn, outage] = await Promise.all([
    parts.runs.standInFor(job._id, at),
    parts.processes.outageAt(at),
  ]);
  if (!standIn) {
    return { verdict: 'NONE', sentence: 'No record: it is being made just now, or it was removed with age.' };
  }
  const down = outage
    ? `Punctual was down from ${clock(outage.from, zone)} to ${clock(outage.to, zone)}`
    : 'it could not be started in time';
  const instead = `the run of ${clock(standIn.scheduledFor, zone)} on ${day(standIn.scheduledFor, zone)} stands for it`;
  return {
    verdict: 'SKIPPED',
    reason: 'MISFIRED',
    sentence: `Skipped: ${down}; ${instead}.`,
    run: presentRun(standIn),
    outage: outage && { from: outage.from.toISOString(), to: outage.to.toISOString() },
  };
}

async function named(revision: RevisionDocument | null, { users }: ExplainParts): Promise<Change | null> {
  if (!revision) return null;
  const emails = await users.emails([revision.by]);
  return {
    action: revision.action,
    by: emails.get(revision.by.toHexString()) ?? 'somebody',
    at: revision.at,
  };
}

const presentChange = (change: Change | null): Explanation['change'] =>
  change && { ...change, at: change.at.toISOString() };
