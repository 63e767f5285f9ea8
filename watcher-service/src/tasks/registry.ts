import type { Task } from '@punctual/contracts/tasks/task';
import type { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import { emailExecutor, type MailSettings } from './email/email.ts';
import type { ExecutionContext, Executor, Outcome } from './executor.ts';
import { httpExecutor } from './http/http.ts';
import { resolveSecrets } from './http/resolve-secrets.ts';
import type { HttpSettings } from './http/settings.ts';
import { log } from './log/log.ts';

/** Carries out tasks of every kind. A new kind is a file beside this one, and a line below. */
export interface Registry {
  execute(task: Task, context: ExecutionContext): Promise<Outcome>;
  close(): void;
}

export interface RegistrySettings {
  mail: MailSettings;
  http: HttpSettings;
  /** Opens the secrets of jobs; null where there are none. */
  secretBox: SecretCipher | null;
}

export function createRegistry(settings: RegistrySettings): Registry {
  const email = emailExecutor(settings.mail);
  const http = httpExecutor(settings.http);
  const executors = {
    email: email.execute,
    http: resolveSecrets(http.execute, settings.secretBox),
    log,
  } satisfies {
    [T in Task['type']]: Executor<T>;
  };
  return {
    execute: (task, context) => (executors[task.type] as Executor)(task, context),
    close() {
      email.close();
      http.close();
    },
  };
}
