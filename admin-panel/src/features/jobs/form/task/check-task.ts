import type { TaskKind } from '@punctual/contracts/api/tasks-contract';
import { TASK_TYPES, task } from '@punctual/contracts/tasks/task';
import { safeParse } from '@punctual/contracts/validation';
import type { FieldErrors } from '../../../../lib/forms/field-errors.ts';
import { formWords } from '../../../../lib/strings/form.ts';
import { language } from '../../../../lib/strings/language.ts';
import { firstBadAddress } from '../addresses.ts';
import { type JobFormValues, taskText } from '../job-form-values.ts';
import { taskOf } from '../to-job-draft.ts';
import { fieldKind, readField, type TaskField } from './field-text.ts';
import { taskLabel } from './task-words.ts';

const words = formWords.wrong;

/** Makes the path of a field of the chosen kind in the form: `task.email.to`. */
export const taskPath = (kind: string, field: string): string => `task.${kind}.${field}`;

/** Checks a task: by the description of its kind, and the known kinds by the server's own rules. */
export function checkTask(values: JobFormValues, kinds: readonly TaskKind[]): FieldErrors {
  const fields = kinds.find(({ type }) => type === values.kind)?.fields ?? [];
  const ruled = ruledOut(values, kinds, fields);
  const errors = fields.map(({ name, required, schema }) => {
    const text = taskText(values, name);
    const read = readField(schema, text);
    const missing =
      required && read.ok && read.value === undefined ? missingWords(values.kind, name) : undefined;
    const message = missing ?? (read.ok ? ruled[name] : read.message);
    return [taskPath(values.kind, name), message] as const;
  });
  return Object.fromEntries(errors.flatMap(([path, message]) => (message ? [[path, message]] : [])));
}

function missingWords(kind: string, field: string): string {
  const known: Record<string, string> = {
    'email.to': words.to,
    'email.subject': words.subject,
    'http.url': words.url,
  };
  return known[`${kind}.${field}`] ?? words.missing(taskLabel(kind, field).toLowerCase());
}

/** Checks that go beyond the description, by field. */
function ruledOut(
  values: JobFormValues,
  kinds: readonly TaskKind[],
  fields: readonly TaskField[],
): Record<string, string> {
  if (!TASK_TYPES.some((type) => type === values.kind)) return {};
  // Without them the places that name a secret would be called wrong.
  if (fields.some((each) => fieldKind(each.schema) === 'secrets' && !isRead(values, each))) return {};
  const result = safeParse(task, taskOf(values, kinds), language);
  const found = result.success ? [] : result.error.issues;
  const messages = Object.fromEntries(
    found.toReversed().map(({ path, message }) => [String(path[0]), message]),
  );
  return values.kind === 'email' ? { ...messages, ...emailWords(values) } : messages;
}

const isRead = (values: JobFormValues, { name, schema }: TaskField): boolean =>
  readField(schema, taskText(values, name)).ok;

/** Names the address that is wrong; and asks for a text along with everything else, not afterwards. */
function emailWords(values: JobFormValues): Record<string, string> {
  const bad = (['to', 'cc', 'bcc'] as const).flatMap((field) => {
    const address = firstBadAddress(taskText(values, field));
    return address === null ? [] : [[field, words.address(address)] as const];
  });
  const hasText = ['text', 'html'].some((field) => taskText(values, field).trim() !== '');
  return { ...Object.fromEntries(bad), ...(hasText ? {} : { text: words.text }) };
}
