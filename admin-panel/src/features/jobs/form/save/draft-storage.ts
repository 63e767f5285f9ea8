import type { JobFormValues } from '../job-form-values.ts';
import { withoutValues } from '../task/secrets/secret-rows.ts';

/** A draft: what was typed, and what it began from. */
export interface Draft {
  values: JobFormValues;
  pristine: JobFormValues;
  /** The job's revision that is being edited; null for a new job. */
  revision: number | null;
  /** The Idempotency-Key, which lives as long as the draft. */
  key: string;
  /** Secrets and headers whose values were not kept. */
  secrets: readonly string[];
}

const SECRET_NAME = /authorization|cookie|token|secret|password|credential|signature|api-?key|-key$/i;
const HEADER = /^\s*([^:\s]+)\s*:\s*(\S.*)$/;

/** Drafts of older forms are not read. */
const VERSION = 3;

const storageKey = (userId: string, page: string): string => `punctual-draft-${VERSION}-${userId}-${page}`;

/** Reads a draft, which survives a reload and the end of a session, in this tab, for this user. */
export function readDraft(userId: string, page: string): Draft | null {
  try {
    const text = sessionStorage.getItem(storageKey(userId, page));
    return text === null ? null : (JSON.parse(text) as Draft);
  } catch {
    return null;
  }
}

export function writeDraft(userId: string, page: string, draft: Omit<Draft, 'secrets'>): void {
  const { values, names } = withoutSecrets(draft.values);
  const pristine = withoutSecrets(draft.pristine).values;
  try {
    const kept: Draft = { ...draft, values, pristine, secrets: names };
    sessionStorage.setItem(storageKey(userId, page), JSON.stringify(kept));
  } catch {
    // Storage is full or switched off: the form works without a draft.
  }
}

export const dropDraft = (userId: string, page: string): void =>
  sessionStorage.removeItem(storageKey(userId, page));

/** Leaves out the values of secrets and of headers that look like some; answers the names of both. */
export function withoutSecrets(values: JobFormValues): { values: JobFormValues; names: string[] } {
  const names: string[] = [];
  const cleaned = (values.task.http?.headers ?? '').split('\n').map((line) => {
    const [, name] = HEADER.exec(line) ?? [];
    if (name === undefined || !SECRET_NAME.test(name)) return line;
    names.push(name);
    return `${name}: `;
  });
  const kept = withoutValues(values.task.http?.secrets ?? '');
  names.push(...kept.names);
  if (names.length === 0) return { values, names };
  const http = { ...values.task.http, headers: cleaned.join('\n'), secrets: kept.text };
  return { values: { ...values, task: { ...values.task, http } }, names };
}
