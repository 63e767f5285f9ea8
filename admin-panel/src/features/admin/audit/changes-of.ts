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
export function changesOf({
  details,
  names = {},
}: Pick<AuditEntryView, 'details'> & Partial<Pick<AuditEntryView, 'names'>>): AuditChange[] {
  const { before = {}, ...after } = details;
  const was: Record<string, unknown> = isFields(before) ? before : {};
  const fields = [...new Set([...Object.keys(was), ...Object.keys(after)])];
  return fields.map((field) => ({
    field,
    before: textOf(was[field], names),
    after: textOf(after[field], names),
  }));
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Shows text as it is, ids by the names that are known, lists with commas, and all else as JSON: nothing is hidden. */
function textOf(value: unknown, names: Record<string, string>): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string') return names[value] ?? value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.map((one) => names[one] ?? one).join(', ');
  return JSON.stringify(value);
}
