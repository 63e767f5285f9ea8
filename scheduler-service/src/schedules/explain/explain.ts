import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import type { RunReason } from '@punctual/contracts/runs/run-status';
import { localIso } from '@punctual/contracts/schedules/time/zones';
import type { JobAction, RunDocument } from '@punctual/engine/database/documents';
import { presentRun } from '../../runs/run-presenter.ts';
import { zoneOf } from '../zone-of.ts';
import {
  type Change,
  type EvidenceStores,
  named,
  nameOf,
  presentChange,
  presentOutage,
  type Question,
  type Verdict,
} from './evidence.ts';
import { explainWithoutRun } from './no-run.ts';
import { isLate, runSentence } from './sentences.ts';
import { findSuspensionOfCancel } from './suspension-history.ts';

/** For any instant: whether it was an occurrence, its one verdict in a sentence, and the facts behind it. */
export async function explain(question: Question, parts: EvidenceStores): Promise<Explanation> {
  const { job, at, timezone } = question;
  const run = await parts.runs.at(job._id, at);
  const verdict = run ? await ofRun(run, question, parts) : await explainWithoutRun(question, parts);
  const local = localIso(at, zoneOf(job.schedule, timezone));
  const nothing = { reason: null, run: null, blockedBy: null, outage: null, change: null, nearest: [] };
  return { at: at.toISOString(), local, ...nothing, ...verdict };
}

async function ofRun(
  run: RunDocument,
  { job, now, timezone }: Question,
  parts: EvidenceStores,
): Promise<Verdict> {
  const [blockedBy, outage, change, off] = await Promise.all([
    run.blockedBy ? parts.runs.one({ ownerId: job.ownerId }, run.blockedBy.toHexString()) : null,
    mayBeDownFor(run) ? parts.processes.outageAt(run.dueAt, now) : null,
    changeBehind(run, parts),
    run.reason === 'OWNER_DISABLED' && run.finishedAt
      ? findSuspensionOfCancel(parts.audit, run.ownerId, run.finishedAt)
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
async function changeBehind(run: RunDocument, parts: EvidenceStores): Promise<Change | null> {
  if (run.reason === 'BY_USER') return canceler(run, parts);
  const action = run.reason && BEHIND[run.reason];
  if (!action || !run.finishedAt) return null;
  return named(await parts.revisions.last(run.jobId, [action], run.finishedAt), parts);
}

async function canceler({ _id, finishedAt }: RunDocument, parts: EvidenceStores): Promise<Change | null> {
  const entry = await parts.audit.findCancellation(_id);
  if (!entry?.actor) return null;
  return { action: 'cancel', by: await nameOf(entry.actor, parts), at: finishedAt ?? entry.at };
}
