import type { JobFormValues } from '../job-form-values.ts';
import { withoutSecrets } from './secrets.ts';

/** What was typed, and what it began from. */
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

/** Drafts of older forms are not read. */
const VERSION = 3;

const storageKey = (userId: string, page: string): string => `punctual-draft-${VERSION}-${userId}-${page}`;

/** What was typed survives a reload and the end of a session, in this tab, for this person. */
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
