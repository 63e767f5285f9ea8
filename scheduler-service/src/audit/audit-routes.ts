import { type AuditEntryView, listAudit } from '@punctual/shared/api/audit-contract';
import { ID_PATTERN } from '@punctual/shared/api/common';
import { type AuditStore, isAuditCursor } from '@punctual/shared/store/audit-store';
import type { AuditDocument, Id } from '@punctual/shared/store/documents';
import type { UserStore } from '@punctual/shared/store/user-store';
import type { Router } from 'express';
import { Types } from 'mongoose';
import type { Routes } from '../http/app.ts';
import { checkCursor } from '../http/check-paging.ts';
import { mount } from '../http/route.ts';

export interface AuditParts {
  audit: AuditStore;
  users: UserStore;
}

export function auditRoutes({ audit, users }: AuditParts): Routes {
  /** An account by id or address; an unknown one has done nothing. */
  async function actorId(actor: string): Promise<Id> {
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
          actor: actor === undefined ? undefined : await actorId(actor),
          action,
          from: from ? new Date(from) : undefined,
          to: to ? new Date(to) : undefined,
        };
        const page = await audit.list(filter, limit, cursor);
        const emails = await users.emails(page.data.flatMap((entry) => entry.actor ?? []));
        return { ...page, data: page.data.map((entry) => presentEntry(entry, emails)) };
      });
    },
  };
}

function presentEntry(entry: AuditDocument, emails: Map<string, string>): AuditEntryView {
  const { action, target, outcome, code, ip, requestId, details } = entry;
  const actor = entry.actor?.toHexString();
  return {
    id: entry._id.toHexString(),
    at: entry.at.toISOString(),
    actor: actor ? { id: actor, email: emails.get(actor) ?? '' } : null,
    ...{ action, target, outcome, code, ip, requestId, details },
  };
}
