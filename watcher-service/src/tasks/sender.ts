import type { Task } from '@punctual/contracts/tasks/task';
import { emailExecutor, type MailSettings } from './email/email.ts';
import type { ExecutionContext, Executor, Outcome } from './executor.ts';
import { httpExecutor } from './http/http.ts';
import type { HttpSettings } from './http/settings.ts';
import { log } from './log/log.ts';

/** Carries out a task of any kind whose secrets are filled in. */
export type Send = (task: Task, context: ExecutionContext) => Promise<Outcome>;

export interface SenderSettings {
  mail: MailSettings;
  http: HttpSettings;
}

/**
 * Creates what does the work of tasks and keeps nothing between two of them but open connections: limits, circuits
 * and secrets are around it, in the registry. So a child process can do this part. A new kind is a file and a line.
 */
export function createSender({ mail, http }: SenderSettings): { send: Send; close(): void } {
  const [email, web] = [emailExecutor(mail), httpExecutor(http)];
  const executors = { email: email.execute, http: web.execute, log } satisfies {
    [T in Task['type']]: Executor<T>;
  };
  return {
    send: (task, context) => (executors[task.type] as Executor)(task, context),
    close() {
      email.close();
      web.close();
    },
  };
}
