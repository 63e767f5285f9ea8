import type { JobFormValues } from './job-form-values.ts';

const key = (userId: string): string => `punctual-draft-job-${userId}`;

/** What was typed survives a reload and the end of a session, in this tab, for this person. */
export function readDraft(userId: string): JobFormValues | null {
  try {
    const text = sessionStorage.getItem(key(userId));
    return text === null ? null : (JSON.parse(text) as JobFormValues);
  } catch {
    return null;
  }
}

export function writeDraft(userId: string, values: JobFormValues): void {
  try {
    sessionStorage.setItem(key(userId), JSON.stringify(values));
  } catch {
    // Storage is full or switched off: the form works without a draft.
  }
}

export const dropDraft = (userId: string): void => sessionStorage.removeItem(key(userId));
