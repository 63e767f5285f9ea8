import type { Task } from '@punctual/contracts/tasks/task';
import type { Logger } from '@punctual/engine/platform/logger';
import type { SecretCipher } from '@punctual/engine/platform/secret-cipher';
import type { Recipients } from '@punctual/engine/tasks/recipients';
import { type FindAddress, withAllowedRecipients } from './email/allowed-recipients.ts';
import { withMailLimits } from './email/mail-limits.ts';
import { type NoteMail, withNotedMail } from './email/mail-server-log.ts';
import { withPlaceholders } from './email/with-placeholders.ts';
import type { ExecutionContext, Executor, Outcome } from './executor.ts';
import { FairSemaphore } from './fair-semaphore.ts';
import { HostLimiter } from './http/host-limiter.ts';
import { withHostLimits } from './http/host-limits.ts';
import { resolveSecrets } from './http/resolve-secrets.ts';
import type { TaskRenderer } from './placeholders/task-renderer.ts';
import { createSender, type Send, type SenderSettings } from './sender.ts';

/** Connections of this process to the mail server: more are refused by some. */
const MAILS_AT_ONCE = 10;

/** Carries out tasks of every kind, within the limits of this process. */
export interface Registry {
  /** @param send does the work itself; without it this process does */
  execute(task: Task, context: ExecutionContext, send?: Send): Promise<Outcome>;
  close(): void;
}

export interface RegistrySettings extends SenderSettings {
  /** Opens the secrets of jobs; null where there are none. */
  secretBox: SecretCipher | null;
  /** Takes what outcomes do not show to users. */
  logger: Logger;
  recipients: Recipients;
  /** Fills in placeholders. */
  renderer: Pick<TaskRenderer, 'render'>;
  /** Finds the address of a job's owner. */
  findAddress: FindAddress;
  /** Puts the quotas of mail around the sending of it. */
  withinQuotas: (execute: Executor<'email'>) => Executor<'email'>;
  /** Takes how emails found the mail server. */
  noteMail: NoteMail;
}

export function createRegistry(settings: RegistrySettings): Registry {
  const { recipients, findAddress, noteMail, withinQuotas, renderer } = settings;
  const own = createSender(settings);
  const hosts = new HostLimiter(settings.http);
  const mails = new FairSemaphore(MAILS_AT_ONCE);
  /** Puts around the sending of a kind what it needs of this process. */
  const around = {
    email: (send: Send) => {
      const limited = withinQuotas(withMailLimits(withNotedMail(send, noteMail), mails));
      return withPlaceholders(withAllowedRecipients(limited, recipients, findAddress), renderer);
    },
    http: (send: Send) => resolveSecrets(withHostLimits(send, hosts), settings.secretBox, renderer),
    log: (send: Send): Executor<'log'> => send,
  } satisfies { [T in Task['type']]: (send: Send) => Executor<T> };
  return {
    async execute(task, context, send = own.send) {
      const outcome = await (around[task.type](send) as Executor)(task, context);
      const { detail, mailServer: _, ...rest } = outcome;
      const { idempotencyKey: runId, attempt } = context;
      if (detail) settings.logger.warn({ runId, attempt, code: rest.code, detail }, 'An attempt failed');
      return rest;
    },
    close: () => own.close(),
  };
}
