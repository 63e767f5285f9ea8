import { type AuditEntryView, listAudit } from '@punctual/contracts/api/audit-contract';
import { ID_PATTERN } from '@punctual/contracts/api/common';
import type { AuditDocument, Id } from '@punctual/engine/database/documents';
import type { JobStore } from '@punctual/engine/database/job-store';
import { Types } from 'mongoose';
import type { UserStore } from '../accounts/user-store.ts';
import { checkCursor } from '../http/paging.ts';
import { mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { type AuditStore, isAuditCursor } from './audit-store.ts';

/** Shows administrators what was done, by whom and to what. */
export function auditRoutes(audit: AuditStore, users: UserStore, jobs: JobStore): Routes {
  /** Finds an account by id or address; an unknown one gets an id that no entry names. */
  async function findActor(actor: string): Promise<Id> {
    if (ID_PATTERN.test(actor)) return new Types.ObjectId(actor);
    return (await users.byEmail(actor.toLowerCase()))?._id ?? new Types.ObjectId();
  }

  return {
    endpoints: [listAudit],
    mount(router: Router) {
      mount(router, listAudit, async ({ query }) => {
        const { actor, action, from, to, limit, cursor } = query;
        checkCursor(cursor, isAuditCursor);
        const filter = {
          actor: actor === undefined ? undefined : await findActor(actor),
          action,
          from: from ? new Date(from) : undefined,
          to: to ? new Date(to) : undefined,
        };
        const page = await audit.list(filter, limit, cursor);
        const accounts = [
          ...page.data.flatMap(({ actor }) => actor ?? []),
          ...listTargets(page.data, 'user.'),
        ];
        const [emails, names] = await Promise.all([
          users.emails(accounts),
          jobs.names(listTargets(page.data, 'job.')),
        ]);
        const known = new Map([...emails, ...names]);
        return { ...page, data: page.data.map((entry) => presentEntry(entry, known)) };
      });
    },
  };
}

/** Lists the ids that acts of this kind were done to. */
const listTargets = (entries: AuditDocument[], kind: string): Id[] =>
  entries.flatMap(({ action, target }) =>
    action.startsWith(kind) && target !== null && ID_PATTERN.test(target) ? new Types.ObjectId(target) : [],
  );

/** @param known addresses of accounts and names of jobs, by their ids */
function presentEntry(entry: AuditDocument, known: Map<string, string>): AuditEntryView {
  const { action, target, outcome, code, ip, requestId, details } = entry;
  const actor = entry.actor?.toHexString();
  return {
    id: entry._id.toHexString(),
    at: entry.at.toISOString(),
    actor: actor ? { id: actor, email: known.get(actor) ?? '' } : null,
    targetName: (target === null ? undefined : known.get(target)) ?? null,
    action,
    target,
    outcome,
    code,
    ip,
    requestId,
    details,
  };
}
