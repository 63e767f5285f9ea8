import { findOversize } from '@punctual/contracts/tasks/request-size';
import { MASK } from '@punctual/contracts/tasks/secrets';
import type { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { fillTask, openSecrets } from '@punctual/engine/tasks/sealed-task';
import type { Executor, Outcome } from '../executor.ts';
import { failure } from '../failure.ts';

const UNREADABLE =
  'A secret of this job cannot be read here, or was given for another address than it calls. Enter it again.';
/** A shorter beginning of a secret, where an answer was cut off, reveals next to nothing. */
const SHORTEST_PART = 4;

/** Fills in the secrets of a job for one attempt. What the other side says of them goes into no record. */
export const resolveSecrets =
  (execute: Executor<'http'>, box: SecretCipher | null): Executor<'http'> =>
  async (task, context) => {
    const values = openSecrets(task, box, context.ownerId);
    if (!values) return failure('failed', 'SECRET_UNREADABLE', UNREADABLE);
    // Jobs of older releases were saved without this.
    const [oversize] = findOversize(task, values);
    if (oversize) return failure('failed', 'TOO_LARGE', oversize.message.en);
    return hidden(await execute(fillTask(task, values), context), [...values.values()]);
  };

function hidden(outcome: Outcome, values: string[]): Outcome {
  const hide = (text: string | null) => text && values.reduce(withoutValue, text);
  return { ...outcome, error: hide(outcome.error), response: hide(outcome.response) };
}

/** Also as JSON or an address would write it, and the beginning of one with which a text was cut off. */
function withoutValue(text: string, value: string): string {
  const forms = new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]);
  let left = text;
  for (const form of forms) left = left.replaceAll(form, MASK);
  for (let length = value.length - 1; length >= SHORTEST_PART; length -= 1)
    if (left.endsWith(value.slice(0, length))) return left.slice(0, -length) + MASK;
  return left;
}
