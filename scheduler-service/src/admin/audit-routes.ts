import { type AuditEntryView, listAudit } from '@punctual/contracts/api/audit-contract';
import { exportAudit } from '@punctual/contracts/api/csv-contract';
import type { Taking } from '@punctual/contracts/api/endpoint';
import { MAX_PAGE_SIZE } from '@punctual/contracts/api/limits';
import type { AuditDocument } from '@punctual/engine/database/documents';
import { presentOwner } from '../accounts/user-presenter.ts';
import { type AuditStore, isAuditCursor } from '../audit/audit-store.ts';
import type { Downloads } from '../http/csv/downloads.ts';
import { checkCursor } from '../http/paging.ts';
import { type Handler, mount } from '../http/route.ts';
import type { Router, Routes } from '../http/router.ts';
import { AUDIT_COLUMNS } from './admin-csv.ts';
import { type AuditNameSources, findAuditNames, pickDetailNames } from './audit-names.ts';
import { findAccountId } from './owner-scope.ts';

export function auditRoutes(audit: AuditStore, sources: AuditNameSources, downloads: Downloads): Routes {
  const { users } = sources;
  const list = async (query: Taking<typeof listAudit>['query']) => {
    const { action, kind, from, to, limit, cursor } = query;
    checkCursor(cursor, isAuditCursor);
    const filter = {
      actor: query.actor === undefined ? undefined : await findAccountId(query.actor, users),
      action,
      kind,
      from: from ? new Date(from) : undefined,
      to: to ? new Date(to) : undefined,
    };
    const page = await audit.list(filter, limit, cursor);
    const names = await findAuditNames(page.data, sources);
    return { ...page, data: page.data.map((entry) => presentEntry(entry, names)) };
  };
  const asCsv: Handler<typeof exportAudit> = (call) =>
    downloads.answer(call, {
      name: 'audit',
      columns: AUDIT_COLUMNS,
      cursor: call.query.cursor,
      read: (cursor) => list({ ...call.query, limit: MAX_PAGE_SIZE, cursor }),
    });
  return {
    endpoints: [listAudit, exportAudit],
    mount(router: Router) {
      mount(router, listAudit, ({ query }) => list(query));
      mount(router, exportAudit, asCsv);
    },
  };
}

/** @param names addresses of accounts, names of jobs and services of keys, by their ids */
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
  names: pickDetailNames(entry, names),
});
