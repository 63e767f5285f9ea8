import type { Said } from '@punctual/contracts/language';
import { knownAddresses, mayCallAddress } from '@punctual/contracts/tasks/address';
import type { Task } from '@punctual/contracts/tasks/task';
import { type ErrorDetail, validationFailed } from '@punctual/engine/platform/errors';
import { describeRecipients, findRefusedRecipients } from '@punctual/engine/tasks/recipients';
import { describeRefusedPort, findRefusedPort, type TaskRules } from '@punctual/engine/tasks/task-rules';
import type { Caller } from '../http/caller.ts';
import { refuse } from '../http/refusal-words.ts';

/**
 * Checks that the operator lets jobs do what a task says, as far as that can be known before it is done.
 * @throws AppError 422 naming each address that jobs here may not write to or call
 */
export function checkTask(task: Task, { user }: Caller, rules: TaskRules): void {
  const { recipients } = rules;
  const message = describeRecipients(user.email, recipients);
  const refused: ErrorDetail[] = findRefusedRecipients(task, user.email, recipients).map(({ path }) => ({
    path: `task.${path}`,
    message,
  }));
  const refusal = task.type === 'http' ? findRefusal(new URL(task.url), rules) : null;
  if (refusal !== null) refused.push({ path: 'task.url', message: refusal });
  if (refused.length > 0) throw validationFailed(refused);
}

/** Says why jobs may not call an address, as far as that is known without a lookup; null if they may. */
function findRefusal(url: URL, { networks, ports }: TaskRules): Said | null {
  const known = knownAddresses(url);
  if (known.length > 0 && !known.some((address) => mayCallAddress(networks, address)))
    return refuse((words) => words.privateNetwork);
  const port = findRefusedPort(url, ports);
  return port === null ? null : describeRefusedPort(port);
}
