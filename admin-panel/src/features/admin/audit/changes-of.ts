import type { AuditEntryView } from '@punctual/contracts/api/audit-contract';

/** A field that an act changed, or that was asked for: before and after, as text. */
export interface AuditChange {
  field: string;
  before: string | null;
  after: string | null;
}

/**
 * Lists the recorded details of an act, field by field; `before` is null throughout where it was not
 * recorded.
 */
export function changesOf({ details }: Pick<AuditEntryView, 'details'>): AuditChange[] {
  const { before = {}, ...after } = details;
  const was: Record<string, unknown> = isFields(before) ? before : {};
  const fields = [...new Set([...Object.keys(was), ...Object.keys(after)])];
  return fields.map((field) => ({ field, before: textOf(was[field]), after: textOf(after[field]) }));
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Shows text as it is and all else as JSON, so that nothing is hidden. */
function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
