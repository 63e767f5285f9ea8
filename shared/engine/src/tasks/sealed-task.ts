import type { HttpTask } from '@punctual/contracts/tasks/http-task';
import { findOversize } from '@punctual/contracts/tasks/request-size';
import { filled, filledAddress, MASK, type MaskedSecret } from '@punctual/contracts/tasks/secrets';
import type { Task } from '@punctual/contracts/tasks/task';
import { mapTemplates } from '@punctual/contracts/tasks/template-texts';
import { refusal } from '../platform/error-words.ts';
import { type ErrorDetail, notAvailable, validationFailed } from '../platform/errors.ts';
import { isBound, type SealedFor, type SecretCipher } from '../platform/secret-cipher.ts';

/** A secret as it is stored, where the contract has its value. */
interface SealedSecret {
  sealed: string;
  setAt: string;
}
type Stored = Record<string, SealedSecret>;

/** The cipher, the owner and the time of a sealing. Without a cipher there are no secrets here. */
export interface Sealing {
  box: SecretCipher | null;
  ownerId: string;
  now: Date;
}

const storedIn = (task: Task | null): Stored =>
  task?.type === 'http' ? ((task.secrets ?? {}) as unknown as Stored) : {};

const withStored = (task: HttpTask, stored: object): Task => ({
  ...task,
  secrets: stored as HttpTask['secrets'],
});

/** The owner and the origin (scheme, host and port) for which the secrets of a task are sealed. */
const boundTo = ({ url }: HttpTask, owner: string): SealedFor => ({ owner, place: new URL(url).origin });

/** Says if a task is stored with a secret that opens for its origin alone. */
export const hasBoundSecrets = (task: Task): boolean =>
  Object.values(storedIn(task)).some(({ sealed }) => isBound(sealed));

/**
 * Seals a task as it is stored: secrets that are texts are sealed, for the origin that the task calls; masked ones stay
 * as they were, as long as the origin does. Those of older releases are sealed for it now.
 * @throws AppError 422 for one to keep that there was not, or that was given for another origin; where no key is set;
 * and where the request would be too large with its secrets filled in
 */
export function sealTask(task: Task, previous: Task | null, { box, ownerId, now }: Sealing): Task {
  if (task.type !== 'http' || !task.secrets) return task;
  const whom = boundTo(task, ownerId);
  const before = storedIn(previous);
  const origin = previous?.type === 'http' ? boundTo(previous, ownerId).place : null;
  const missing: ErrorDetail[] = [];
  const sealed = Object.entries(task.secrets as Record<string, string | MaskedSecret | SealedSecret>).map(
    ([name, secret]) => {
      if (typeof secret !== 'string' && 'sealed' in secret) return [name, bind(secret, box, whom)] as const;
      if (typeof secret === 'string') {
        if (!box) throw noKey();
        return [name, { sealed: box.seal(secret, whom), setAt: now.toISOString() }] as const;
      }
      const kept = before[name];
      if (kept && origin === whom.place) return [name, bind(kept, box, whom)] as const;
      const message = kept ? enterAgain(origin, whom.place) : refusal((words) => words.enterSecret);
      missing.push({ path: `task.secrets.${name}`, message });
      return [name, kept] as const;
    },
  );
  if (missing.length > 0) throw validationFailed(missing);
  const stored = withStored(task, Object.fromEntries(sealed)) as HttpTask;
  const values = openSecrets(stored, box, ownerId);
  // Where a secret cannot be read it cannot be sent either.
  if (values) rejectOversize(stored, values);
  return stored;
}

const enterAgain = (from: string | null, to: string) =>
  refusal((words) => words.enterSecretAgain(String(from), to));

/** Seals a secret of an older release for the origin that its task calls; it stays as it is if it cannot be read here. */
function bind(secret: SealedSecret, box: SecretCipher | null, whom: SealedFor): SealedSecret {
  const value = box && !isBound(secret.sealed) ? box.open(secret.sealed, whom) : null;
  return box && value !== null ? { ...secret, sealed: box.seal(value, whom) } : secret;
}

function rejectOversize(task: HttpTask, values: ReadonlyMap<string, string>): void {
  const problems = findOversize(task, values);
  if (problems.length > 0)
    throw validationFailed(problems.map(({ part, message }) => ({ path: `task.${part}`, message })));
}

const noKey = () => notAvailable([{ path: 'task.secrets', message: refusal((words) => words.noSecrets) }]);

/** Masks the secrets of a task, as it is shown. */
export function maskTask(task: Task): Task {
  if (task.type !== 'http' || !task.secrets) return task;
  const masked = Object.entries(storedIn(task)).map(([name, { setAt }]) => [name, { value: MASK, setAt }]);
  return withStored(task, Object.fromEntries(masked));
}

/** Opens the secrets of a task, by name; null if one cannot be read here, or is for another origin than the task calls. */
export function openSecrets(
  task: HttpTask,
  box: SecretCipher | null,
  ownerId: string,
): Map<string, string> | null {
  const values = new Map<string, string>();
  // Braces that are kept name no secrets.
  if (task.placeholders === false) return values;
  for (const [name, { sealed }] of Object.entries(storedIn(task))) {
    const value = box?.open(sealed, boundTo(task, ownerId)) ?? null;
    if (value === null) return null;
    values.set(name, value);
  }
  return values;
}

/** Fills in a task as it is carried out, with the secrets in it. */
export function fillTask(task: HttpTask, values: ReadonlyMap<string, string>): HttpTask {
  const { secrets: _, ...rest } = task;
  return mapTemplates(rest, (text, __, form) =>
    form === 'address' ? filledAddress(text, values) : filled(text, values),
  );
}
