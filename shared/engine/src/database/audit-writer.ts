import { Types } from 'mongoose';
import type { AuditDisabled } from '../jobs/job-edits.ts';
import type { AuditDocument } from './documents.ts';
import { isDuplicateKey } from './driver-errors.ts';
import type { Models } from './models.ts';
import { yielding } from './yielding.ts';

/** Something that happened. With a `onceKey` it is recorded once, however many processes report it. */
export type AuditEntry = Omit<AuditDocument, '_id' | 'expiresAt'>;

/** Writes an entry of the audit log, to be removed after `keptMs`. Its id begins with its second, for the order. */
export async function writeAuditEntry({ audit }: Models, entry: AuditEntry, keptMs: number): Promise<void> {
  const _id = new Types.ObjectId(Types.ObjectId.generate(Math.floor(entry.at.getTime() / 1_000)));
  const expiresAt = new Date(entry.at.getTime() + keptMs);
  try {
    await yielding(() => audit.create({ ...entry, _id, expiresAt }));
  } catch (error) {
    if (entry.onceKey === null || !isDuplicateKey(error)) throw error;
  }
}

/** Records that Punctual itself has disabled jobs: no user is the actor, and the cause is among the details. */
export const auditDisabled =
  (models: Models, keptMs: number): AuditDisabled =>
  ({ _id, revision }, cause, at) => {
    const target = _id.toHexString();
    const onceKey = `job.disable|${target}|${revision}`;
    const facts = { actor: null, outcome: 'ok', code: null, ip: null, requestId: onceKey } as const;
    return writeAuditEntry(
      models,
      { ...facts, at, action: 'job.disable', target, details: { cause }, onceKey },
      keptMs,
    );
  };
