import { randomUUID } from 'node:crypto';
import { type ReasonsOf, RUN_CHANGES, type RunChangeName } from '@punctual/contracts/runs/run-status';
import type { mongo } from 'mongoose';
import type { Attempt, Id, RunDocument } from '../database/documents.ts';
import { lookupById } from '../database/update-expressions.ts';

type Filter = mongo.Filter<RunDocument>;

/** Every change but the start, which many runs make at once and of which nothing is known before. */
type ChangeName = Exclude<RunChangeName, 'start'>;

interface AnyTransition {
  /** The document as its holder or the recovery read it: its fence guards the write. */
  run: RunDocument;
  at: Date;
  attempt: Attempt | null;
  blockedBy?: Id | null;
  /** The user who canceled it. */
  canceledBy?: Id | undefined;
  /** The worker was lost: no earlier holder of the run may write to it from here on. */
  crashed?: boolean;
  /** With `crashed`: it was alone in a process of its own, which died of nothing else. */
  inQuarantine?: boolean;
  /** The process went on after the attempt: the crashes before are held against the run no longer. */
  survived?: boolean;
  /** The target of the job is gone for good: the job is to be disabled. */
  disableJob?: boolean;
  /** The attempt does not count. */
  uncounted?: boolean;
}

type Reason<K extends ChangeName> = [ReasonsOf<K>] extends [never]
  ? { reason?: never }
  : { reason: ReasonsOf<K> };

/**
 * For a run that goes back to PENDING: when it may be tried next, when the recovery may send it (then, too), and the
 * key of the run that has to end first.
 */
type Delay<K extends ChangeName> = (typeof RUN_CHANGES)[K]['to'] extends 'PENDING'
  ? { nextAttemptAt?: Date; dispatchAfter?: Date; after?: string }
  : { nextAttemptAt?: never; dispatchAfter?: never; after?: never };

/** A change of a run's status that the table of legal changes knows, with a reason that it lists for that change. */
export type RunTransition = {
  [K in ChangeName]: AnyTransition & { change: K } & Reason<K> & Delay<K>;
}[ChangeName];

/** Filters runs that may make these transitions: in the status that the table names, under the fence that was read. */
export function filterHeld(transitions: RunTransition[]): Filter {
  const ids = transitions.map(({ run }) => run._id);
  const held = transitions.map(({ run, change }) => [RUN_CHANGES[change].from, run.fence]);
  const afterEffect = transitions.filter(({ change }) => RUN_CHANGES[change].effect === 'any');
  return {
    _id: { $in: ids },
    $expr: { $eq: [['$status', '$fence'], lookupById(ids, held)] },
    $or: [{ effectAt: null }, { _id: { $in: afterEffect.map(({ run }) => run._id) } }],
  };
}

/** Applies that filter to a run that was read back. */
export function isHeld(is: RunDocument | undefined, { run, change }: RunTransition): boolean {
  const { from, effect } = RUN_CHANGES[change];
  return is?.status === from && is.fence === run.fence && (effect === 'any' || !is.effectAt);
}

/** Computes the fields that a transition writes; `attempts` is not among them, it only grows. */
export function computeFields(transition: RunTransition, retentionMs: number): Partial<RunDocument> {
  const { run, at, uncounted } = transition;
  const { from, to } = RUN_CHANGES[transition.change];
  // Taken, and given back before anything was done: it has not been started.
  const untouched = uncounted && run.attempts.length === 0;
  const common: Partial<RunDocument> = {
    status: to,
    reason: transition.reason ?? null,
    blockedBy: transition.blockedBy ?? null,
    ...(transition.canceledBy ? { canceledBy: transition.canceledBy } : {}),
    attempt: uncounted ? Math.max(0, run.attempt - 1) : run.attempt,
    ...crashFields(transition),
    leaseUntil: null,
    // A waiting run has no holder: of several that end it in one millisecond this tells whose write it was.
    startToken: from === 'PENDING' ? randomUUID() : run.startToken,
    startedAt: untouched ? null : run.startedAt,
    lateness: untouched ? null : run.lateness,
  };
  if (to === 'PENDING') return { ...common, ...waitingFields(transition) };
  const expiresAt = new Date(at.getTime() + retentionMs);
  return { ...common, finishedAt: at, dispatchAfter: null, expiresAt };
}

function crashFields({ run, crashed, inQuarantine, survived }: RunTransition) {
  const { fence, crashCount, aloneCrashes } = run;
  if (!crashed) return { fence, crashCount: survived ? 0 : crashCount, aloneCrashes };
  // Workers of the release before took suspects alone, and said so in `alone`.
  const deaths = inQuarantine || run.alone ? aloneCrashes + 1 : aloneCrashes;
  return { fence: fence + 1, crashCount: crashCount + 1, aloneCrashes: deaths };
}

function waitingFields({ at, nextAttemptAt = at, dispatchAfter = nextAttemptAt, after }: RunTransition) {
  const order = after ? { after } : {};
  return { nextAttemptAt, dispatchAfter, dispatches: 0, owner: null, effectAt: null, ...order };
}
