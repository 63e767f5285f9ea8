import { smtpServer } from '@punctual/engine/platform/smtp-server';
import MailComposer, { type MailComposerOptions } from 'nodemailer/lib/mail-composer';
import type { ExecutionContext, Executor, TaskOf } from '../executor.ts';
import { NotSentError, SmtpConnections } from './smtp-connections.ts';
import { sentOutcome, smtpOutcome } from './smtp-outcome.ts';

export interface MailSettings {
  smtpUrl: string;
  from: string;
}

/** Silence of a mail server after which it is given up, should the attempt have more time (ms). */
const SOCKET_MS = 30_000;

/** Sends email over SMTP. The number of messages at a time is limited around it: see mail-limits.ts. */
export function emailExecutor({ smtpUrl, from }: MailSettings): {
  execute: Executor<'email'>;
  close(): void;
} {
  const { disableFileAccess, disableUrlAccess, ...server } = smtpServer(smtpUrl);
  // What is closed is destroyed: no connection waits for the other side to close it too.
  const connections = new SmtpConnections({ ...server, socketTimeout: SOCKET_MS, socketCloseTimeout: 0 });
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    async execute(task, context) {
      const fields = { ...message(task, context, from, domain), disableFileAccess, disableUrlAccess };
      const recipients = [...task.to, ...(task.cc ?? []), ...(task.bcc ?? [])];
      try {
        return sentOutcome(await connections.send(new MailComposer(fields).compile(), context), recipients);
      } catch (error) {
        if (!(error instanceof NotSentError)) throw error;
        const cause = context.signal.aborted ? context.signal.reason : error.cause;
        return smtpOutcome(cause, error.hasBegun, recipients);
      }
    },
    close: () => connections.close(),
  };
}

/** Only these fields reach the mailer; addresses go as objects, so that none is parsed as a list. */
function message(
  task: TaskOf<'email'>,
  context: ExecutionContext,
  from: string,
  domain: string,
): MailComposerOptions {
  const people = (list: string[] = []) => list.map((address) => ({ name: '', address }));
  return {
    from,
    to: people(task.to),
    cc: people(task.cc),
    bcc: people(task.bcc),
    subject: task.subject,
    text: task.text,
    html: task.html,
    messageId: `<${context.idempotencyKey}@${domain}>`,
    headers: {
      // RFC 3834: machines do not answer it.
      'Auto-Submitted': 'auto-generated',
      'X-Punctual-Run': context.idempotencyKey,
      'X-Punctual-Attempt': String(context.attempt),
    },
  };
}
