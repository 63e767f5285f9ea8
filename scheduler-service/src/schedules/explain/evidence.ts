import type { Explanation } from '@punctual/contracts/api/schedules-contract';
import type { Id, JobDocument, OutageDocument, RevisionDocument } from '@punctual/engine/database/documents';
import type { ProcessStore } from '@punctual/engine/database/process-store';
import type { RevisionStore } from '@punctual/engine/database/revision-store';
import type { UserStore } from '../../accounts/user-store.ts';
import type { AuditStore } from '../../audit/audit-store.ts';
import type { RunStore } from '../../runs/run-store.ts';

export interface EvidenceStores {
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

/** A change of a job, by the name of who made it. */
export type Change = { action: string; by: string; at: Date };

/** What an instant came to, with the facts of it that there are. */
export type Verdict = Pick<Explanation, 'verdict' | 'sentence'> & Partial<Explanation>;

export async function named(
  revision: RevisionDocument | null,
  { users }: Pick<EvidenceStores, 'users'>,
): Promise<Change | null> {
  if (!revision) return null;
  return { action: revision.action, by: await nameOf(revision.by, { users }), at: revision.at };
}

export const nameOf = async (id: Id, { users }: Pick<EvidenceStores, 'users'>): Promise<string> =>
  (await users.emails([id])).get(id.toHexString()) ?? 'somebody';

export const presentOutage = (outage: Pick<OutageDocument, 'from' | 'to'> | null): Explanation['outage'] =>
  outage && { from: outage.from.toISOString(), to: outage.to.toISOString() };

export const presentChange = (change: Change | null): Explanation['change'] =>
  change && { ...change, at: change.at.toISOString() };
