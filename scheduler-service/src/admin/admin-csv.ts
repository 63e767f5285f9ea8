import type { AuditEntryView } from '@punctual/contracts/api/audit-contract';
import type { OwnedRunView } from '@punctual/contracts/api/runs-contract';
import type { OwnedJobView } from '@punctual/contracts/jobs/job';
import type { Columns } from '../http/csv/csv-text.ts';
import { JOB_COLUMNS } from '../jobs/jobs-csv.ts';
import { RUN_COLUMNS } from '../runs/runs-csv.ts';

const OWNER: Columns<Pick<OwnedJobView, 'owner'>> = {
  ownerId: ({ owner }) => owner.id,
  owner: ({ owner }) => owner.email,
};

/** The columns of jobs and runs, with their owner at the end. */
export const OWNED_JOB_COLUMNS: Columns<OwnedJobView> = { ...JOB_COLUMNS, ...OWNER };
export const OWNED_RUN_COLUMNS: Columns<OwnedRunView> = { ...RUN_COLUMNS, ...OWNER };

export const AUDIT_COLUMNS: Columns<AuditEntryView> = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  action: ({ action }) => action,
  actorId: ({ actor }) => actor?.id ?? null,
  actor: ({ actor }) => actor?.email ?? null,
  credential: ({ credential }) =>
    credential && [credential.kind, credential.service ?? credential.id].join(' '),
  target: ({ target }) => target,
  targetName: ({ targetName }) => targetName,
  outcome: ({ outcome }) => outcome,
  code: ({ code }) => code,
  ip: ({ ip }) => ip,
  requestId: ({ requestId }) => requestId,
  details: ({ details }) => JSON.stringify(details),
};
