import { ID_PATTERN } from '@punctual/contracts/api/limits';
import type { AuditDocument, Id } from '@punctual/engine/database/documents';
import type { JobStore } from '@punctual/engine/database/job-store';
import { Types } from 'mongoose';
import type { ApiKeyStore } from '../accounts/api-keys/api-key-store.ts';
import type { UserStore } from '../accounts/user-store.ts';
import type { RunStore } from '../runs/run-store.ts';

/** Details of entries that are ids of jobs or runs. */
const JOB_DETAILS = ['ids', 'copyOf'];
const RUN_DETAILS = ['runId'];

/** Stores of all that an entry may name. */
export interface AuditNameSources {
  users: UserStore;
  jobs: JobStore;
  runs: RunStore;
  keys: ApiKeyStore;
}

/** Finds the present names of what entries of the audit log name by id: each kind by one query, however many they are. */
export async function findAuditNames(
  entries: AuditDocument[],
  { users, jobs, runs, keys }: AuditNameSources,
): Promise<Map<string, string>> {
  const actors = entries.flatMap(({ actor }) => actor ?? []);
  const [emails, jobNames, runNames, services] = await Promise.all([
    users.emails([...actors, ...listTargets(entries, 'user.')]),
    jobs.names([...listTargets(entries, 'job.'), ...listDetails(entries, JOB_DETAILS)]),
    runs.jobNames([...listTargets(entries, 'run.'), ...listDetails(entries, RUN_DETAILS)]),
    keys.services(listTargets(entries, 'apiKey.')),
  ]);
  return new Map([...emails, ...jobNames, ...runNames, ...services]);
}

/** Picks the names of what the details of one entry name by id. */
export function pickDetailNames(entry: AuditDocument, names: Map<string, string>): Record<string, string> {
  const ids = listDetails([entry], [...JOB_DETAILS, ...RUN_DETAILS]).map((id) => id.toHexString());
  return Object.fromEntries(
    ids.flatMap((id) => {
      const name = names.get(id);
      return name === undefined ? [] : [[id, name]];
    }),
  );
}

/** Lists the ids of the targets of one kind of act. */
const listTargets = (entries: AuditDocument[], kind: string): Id[] =>
  entries.flatMap(({ action, target }) => (action.startsWith(kind) ? toIds(target) : []));

const listDetails = (entries: AuditDocument[], fields: string[]): Id[] =>
  entries.flatMap(({ details }) => fields.flatMap((field) => [details[field]].flat().flatMap(toIds)));

const toIds = (value: unknown): Id[] =>
  typeof value === 'string' && ID_PATTERN.test(value) ? [new Types.ObjectId(value)] : [];
