import { DRAFT_PREFIX } from '../../../../lib/session/has-draft.ts';
import { formWords } from '../../../../lib/strings/form.ts';
import { DEFAULT_EXPRESSION, type JobFormValues } from '../job-form-values.ts';
import { looksSecret } from '../task/secrets/secret-names.ts';
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

const HEADER = /^\s*([^:\s]+)\s*:\s*(\S.*)$/;

/** Matches a value that is nothing but a reference to a secret, with the scheme before it. */
const REFERENCE = /^(\w+\s+)?\{\{\s*secrets\.\w+\s*\}\}\s*$/;
/** Matches a command that was pasted: what it sends may be secret. */
const COMMAND = /(^|[\s/])(curl|wget)(\.exe)?\s/;

/** Drafts of older forms are not read. */
const VERSION = 4;

const storageKey = (userId: string, page: string): string => `${DRAFT_PREFIX}${VERSION}-${userId}-${page}`;

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

/** Leaves out the values of secrets, of headers that look like some, and pasted commands; answers their names. */
export function withoutSecrets(values: JobFormValues): { values: JobFormValues; names: string[] } {
  const names: string[] = [];
  const cleaned = (values.task.http?.headers ?? '').split('\n').map((line) => {
    const [, name, value = ''] = HEADER.exec(line) ?? [];
    if (name === undefined || !looksSecret(name) || REFERENCE.test(value)) return line;
    names.push(name);
    return `${name}: `;
  });
  const kept = withoutValues(values.task.http?.secrets ?? '');
  names.push(...kept.names);
  const { expression, task } = values;
  const url = withoutCommand(task.http?.url ?? '', names);
  const rest = { expression: withoutCommand(expression, names, DEFAULT_EXPRESSION) };
  if (names.length === 0) return { values, names };
  const http = { ...task.http, url, headers: cleaned.join('\n'), secrets: kept.text };
  return { values: { ...values, ...rest, task: { ...task, http } }, names };
}

function withoutCommand(text: string, names: string[], otherwise = ''): string {
  if (!COMMAND.test(text)) return text;
  names.push(formWords.pastedCommand);
  return otherwise;
}
