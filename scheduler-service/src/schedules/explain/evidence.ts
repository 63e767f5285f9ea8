import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import { type ActionCause, ADMINISTRATOR, PUNCTUAL } from '@punctual/contracts/jobs/action-causes';
import type { RunReason } from '@punctual/contracts/runs/run-status';
import type {
  Id,
  JobAction,
  JobDocument,
  RevisionDocument,
  RunDocument,
} from '@punctual/engine/database/documents';
import type { Outage, ProcessStore } from '@punctual/engine/database/process-store';
import type { RevisionStore } from '@punctual/engine/database/revision-store';
import type { UserStore } from '../../accounts/user-store.ts';
import type { AuditStore } from '../../audit/audit-store.ts';
import type { ScheduleComputer } from '../../computing/schedule-computer.ts';
import type { RunStore } from '../../runs/run-store.ts';
import { findLastPlanned } from '../last-planned.ts';
import type { Instant } from './instant.ts';
import {
  findSuspensionAt,
  findSuspensionBehind,
  listSuspensions,
  type Suspension,
} from './suspension-history.ts';

/** The name of an actor whose account is gone. */
export const SOMEBODY = 'somebody';

/** A change of a job or a run, with who made it: the address of the owner, or the name of another. */
export interface NamedChange {
  action: string;
  by: string;
  at: Date;
  /** The cause for which Punctual itself acted. */
  cause: ActionCause | null;
}

/** The owner of what was changed, and if all who changed it are named by address. */
interface Naming {
  ownerId: Id;
  namesAll: boolean | undefined;
}

/** The change of a job that cancels runs for a reason. */
const CANCELING_ACTIONS: Partial<Record<RunReason, JobAction>> = {
  DISABLED: 'disable',
  DELETED: 'delete',
  SUPERSEDED: 'edit',
};

/** Finds on record what explains that a run happened, or did not. */
export class Evidence {
  readonly #runs: RunStore;
  readonly #revisions: RevisionStore;
  readonly #processes: ProcessStore;
  readonly #users: UserStore;
  readonly #audit: AuditStore;
  readonly #computer: ScheduleComputer;

  constructor(
    runs: RunStore,
    revisions: RevisionStore,
    processes: ProcessStore,
    users: UserStore,
    audit: AuditStore,
    computer: ScheduleComputer,
  ) {
    this.#runs = runs;
    this.#revisions = revisions;
    this.#processes = processes;
    this.#users = users;
    this.#audit = audit;
    this.#computer = computer;
  }

  findRun(jobId: Id, at: Date): Promise<RunDocument | null> {
    return this.#runs.at(jobId, at);
  }

  /** Finds the run that was still going when this one was skipped. */
  async findBlocker({ blockedBy, ownerId }: RunDocument): Promise<RunDocument | null> {
    return blockedBy ? this.#runs.one({ ownerId }, blockedBy.toHexString()) : null;
  }

  /** Finds the run that had to end before this one, where they ran one after the other. */
  async findRunBefore({ after }: RunDocument): Promise<RunDocument | null> {
    return after ? this.#runs.byKey(after) : null;
  }

  /** Finds the run that is the stand-in for occurrences missed before it. */
  findStandIn(jobId: Id, at: Date): Promise<RunDocument | null> {
    return this.#runs.standInFor(jobId, at);
  }

  /** Finds the last occurrence that a job with `maxRuns` may have by what is known now; null without such a limit. */
  findLastPlanned(job: JobDocument, now: Date): Promise<Date | null> {
    return findLastPlanned(job, now, this.#runs, this.#computer);
  }

  /** Finds the time without watchers, or else without a queue, in which an instant lies. */
  async findOutage(at: Date, now: Date): Promise<Outage | null> {
    return (await this.#processes.outageAt(at, now)) ?? this.#processes.queueOutageAt(at);
  }

  /** Finds since when schedules of an account have been waiting for their turn to be computed, if they do now. */
  findPostponedSince(ownerId: Id, now: Date): Promise<Date | null> {
    return this.#processes.postponedSince(ownerId, now);
  }

  /** Finds the version of a job at an instant; null before the first that is on record. */
  findRevision(jobId: Id, at: Date): Promise<RevisionDocument | null> {
    return this.#revisions.asOf(jobId, justBefore(at));
  }

  /** Finds the newest change until `at` that enabled, disabled or deleted a job. */
  async findLastSwitch({ job, at, namesAll }: Instant): Promise<NamedChange | null> {
    const change = await this.#revisions.lastSwitch(job._id, justBefore(at));
    return this.#name(change, { ownerId: job.ownerId, namesAll });
  }

  /** Finds the change that canceled a run: the newest one of its kind until then. */
  async findChangeBehind(run: RunDocument, namesAll: boolean | undefined): Promise<NamedChange | null> {
    const naming = { ownerId: run.ownerId, namesAll };
    if (run.reason === 'BY_USER') return this.#findCanceler(run, naming);
    const action = run.reason && CANCELING_ACTIONS[run.reason];
    if (!action || !run.finishedAt) return null;
    return this.#name(await this.#revisions.last(run.jobId, [action], run.finishedAt), naming);
  }

  async findSuspensionBehind({ reason, finishedAt, ownerId }: RunDocument): Promise<Suspension | null> {
    if (reason !== 'OWNER_DISABLED' || !finishedAt) return null;
    return findSuspensionBehind(await this.#listSuspensions(ownerId), finishedAt);
  }

  async findSuspensionAt(ownerId: Id, at: Date): Promise<Suspension | null> {
    return findSuspensionAt(await this.#listSuspensions(ownerId), at);
  }

  async #listSuspensions(ownerId: Id): Promise<Suspension[]> {
    return listSuspensions(await this.#audit.listSwitches(ownerId));
  }

  /** Finds who canceled a run; of a run of an earlier release only the audit log may know. */
  async #findCanceler(run: RunDocument, naming: Naming): Promise<NamedChange | null> {
    const { _id, finishedAt } = run;
    const entry = run.canceledBy ? null : await this.#audit.findCancellation(_id);
    const actor = run.canceledBy ?? entry?.actor;
    const at = finishedAt ?? entry?.at;
    if (!actor || !at) return null;
    return { action: 'cancel', by: await this.#nameActor(actor, naming), at, cause: null };
  }

  async #name(revision: RevisionDocument | null, naming: Naming): Promise<NamedChange | null> {
    if (!revision) return null;
    const { action, by, at, cause } = revision;
    return { action, by: by ? await this.#nameActor(by, naming) : PUNCTUAL, at, cause: cause ?? null };
  }

  async #nameActor(actor: Id, { ownerId, namesAll }: Naming): Promise<string> {
    if (!namesAll && !actor.equals(ownerId)) return ADMINISTRATOR;
    return (await this.#users.emails([actor])).get(actor.toHexString()) ?? SOMEBODY;
  }
}

/** A change counts for what lies after it: an occurrence at its very instant belongs to the version before. */
const justBefore = (at: Date): Date => new Date(at.getTime() - 1);

export const presentOutage = (outage: Outage | null): Explanation['outage'] =>
  outage && {
    from: outage.from.toISOString(),
    to: outage.to.toISOString(),
    part: outage.isOfQueue ? 'queue' : 'watch',
  };

export const presentChange = (change: NamedChange | null): Explanation['change'] =>
  change && { ...change, at: change.at.toISOString() };
