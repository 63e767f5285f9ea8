import { type AuditEntryView, listAudit } from '@punctual/contracts/api/audit-contract';
import { ID_PATTERN } from '@punctual/contracts/api/limits';
import type { AuditDocument, Id } from '@punctual/engine/database/documents';
import type { JobStore } from '@punctual/engine/database/job-store';
import { Types } from 'mongoose';
import { presentOwner } from '../accounts/user-presenter.ts';
import type { UserStore } from '../accounts/user-store.ts';
import { type AuditStore, isAuditCursor } from '../audit/audit-store.ts';
import { checkCursor } from '../http/paging.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { findAccountId } from './owner-scope.ts';

export function auditRoutes(audit: AuditStore, users: UserStore, jobs: JobStore): Routes {
  const list: Handler<typeof listAudit> = async ({ query }) => {
    const { action, from, to, limit, cursor } = query;
    checkCursor(cursor, isAuditCursor);
    const filter = {
      actor: query.actor === undefined ? undefined : await findAccountId(query.actor, users),
      action,
      from: from ? new Date(from) : undefined,
      to: to ? new Date(to) : undefined,
    };
    const page = await audit.list(filter, limit, cursor);
    const actors = page.data.flatMap(({ actor }) => actor ?? []);
    const [emails, jobNames] = await Promise.all([
      users.emails([...actors, ...listTargets(page.data, 'user.')]),
      jobs.names(listTargets(page.data, 'job.')),
    ]);
    const names = new Map([...emails, ...jobNames]);
    return { ...page, data: page.data.map((entry) => presentEntry(entry, names)) };
  };
  return {
    endpoints: [listAudit],
    mount: (router: Router) => mount(router, listAudit, list),
  };
}

/** Lists the ids of the targets of one kind of act. */
const listTargets = (entries: AuditDocument[], kind: string): Id[] =>
  entries.flatMap(({ action, target }) =>
    action.startsWith(kind) && target !== null && ID_PATTERN.test(target) ? new Types.ObjectId(target) : [],
  );

/** @param names addresses of accounts and names of jobs, by their ids */
const presentEntry = (entry: AuditDocument, names: Map<string, string>): AuditEntryView => ({
  id: entry._id.toHexString(),
  at: entry.at.toISOString(),
  actor: entry.actor && presentOwner(entry.actor, names),
  credential: entry.credential ? { ...entry.credential, id: entry.credential.id.toHexString() } : null,
  targetName: (entry.target === null ? undefined : names.get(entry.target)) ?? null,
  action: entry.action,
  target: entry.target,
  outcome: entry.outcome,
  code: entry.code,
  ip: entry.ip,
  requestId: entry.requestId,
  details: entry.details,
});
