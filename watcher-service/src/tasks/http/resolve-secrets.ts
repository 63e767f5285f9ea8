import { randomBytes } from 'node:crypto';
import type { HttpTask } from '@punctual/contracts/tasks/http-task';
import { findOversize } from '@punctual/contracts/tasks/request-size';
import { MASK } from '@punctual/contracts/tasks/secrets';
import type { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { fillTask, openSecrets } from '@punctual/engine/tasks/sealed-task';
import type { ExecutionContext, Executor, Outcome } from '../executor.ts';
import { failure } from '../failure.ts';
import type { PlaceholderFacts } from '../placeholders/placeholder-facts.ts';
import { type Rendered, refusalOf, type TaskRenderer } from '../placeholders/task-renderer.ts';

const UNREADABLE =
  'A secret of this job cannot be read here, or was given for another address than it calls. Enter it again.';
const NAME_BYTES = 16;
/** A shorter beginning of a secret, where an answer was cut off, reveals next to nothing. */
const SHORTEST_PART = 4;

/**
 * Fills in placeholders and secrets of a job for one attempt. What the other side says of secrets goes into no record.
 * @param renderer fills in the placeholders, of secrets with names that no value can know
 */
export const resolveSecrets =
  (
    execute: Executor<'http'>,
    box: SecretCipher | null,
    renderer: Pick<TaskRenderer, 'render'>,
  ): Executor<'http'> =>
  async (task, context) => {
    const values = openSecrets(task, box, context.ownerId);
    if (!values) return failure('failed', 'SECRET_UNREADABLE', UNREADABLE);
    const { facts } = context;
    const filled = facts ? await rendered(task, context, facts, values, renderer) : whole(task, values);
    if ('outcome' in filled) return filled.outcome;
    return hidden(await execute(filled.task, context), [...values.values()]);
  };

/** Fills in the secrets of a task. */
function whole(task: HttpTask, values: ReadonlyMap<string, string>): Rendered<HttpTask> {
  // Jobs of older releases were saved without this.
  const [oversize] = findOversize(task, values);
  if (oversize) return { outcome: failure('failed', 'TOO_LARGE', oversize.message.en) };
  return { task: fillTask(task, values) };
}

/** Fills in the placeholders of a task, then its secrets, and judges what has come of it. */
async function rendered(
  task: HttpTask,
  context: ExecutionContext,
  facts: PlaceholderFacts,
  values: ReadonlyMap<string, string>,
  renderer: Pick<TaskRenderer, 'render'>,
): Promise<Rendered<HttpTask>> {
  const secrets = new HiddenNames(values);
  const named = await renderer.render(task, context, facts, secrets.references);
  const filled = 'outcome' in named ? named : whole(named.task, secrets.values);
  const outcome = 'outcome' in filled ? filled.outcome : refusalOf(filled.task);
  return outcome ? { outcome } : filled;
}

/**
 * Gives secrets names for one attempt that cannot be guessed: a reference that was a part of some value, as of an
 * answer to the run before, is none of a secret.
 */
class HiddenNames {
  /** The references that a template puts in, by the names of secrets in the task. */
  readonly references: Record<string, string> = {};
  /** The values by their new names. */
  readonly values = new Map<string, string>();

  constructor(values: ReadonlyMap<string, string>) {
    for (const [name, value] of values) {
      const hidden = `S${randomBytes(NAME_BYTES).toString('hex').toUpperCase()}`;
      this.references[name] = `{{ secrets.${hidden} }}`;
      this.values.set(hidden, value);
    }
  }
}

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
