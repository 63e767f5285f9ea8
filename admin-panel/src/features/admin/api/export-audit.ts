import { send } from '@punctual/contracts/api/client';
import type { exportAudit } from '@punctual/contracts/api/csv-contract';
import { apiFetch } from '../../../lib/api/api-fetch.ts';
import type { QueryOf } from '../../../lib/api/query-of.ts';

/** Asks for the audit log as CSV. */
export const askAuditCsv = (query: QueryOf<typeof exportAudit>): Promise<Response> =>
  send<typeof exportAudit>(apiFetch, 'GET /admin/audit.csv', { query });
