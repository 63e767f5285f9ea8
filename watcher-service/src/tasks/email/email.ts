import { smtpServer } from '@punctual/engine/platform/smtp-server';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { ExecutionContext, Executor, TaskOf } from '../executor.ts';
import { sentOutcome, smtpOutcome } from './smtp-outcome.ts';

export interface MailSettings {
  smtpUrl: string;
  from: string;
}

const CONNECTIONS = 8;
const SOCKET_MS = 30_000;

/** Sends email over SMTP, on a few connections that are kept open. */
export function emailExecutor({ smtpUrl, from }: MailSettings): {
  execute: Executor<'email'>;
  close(): void;
} {
  const transport = createTransport({
    ...smtpServer(smtpUrl),
    pool: true,
    maxConnections: CONNECTIONS,
    socketTimeout: SOCKET_MS,
  });
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    async execute(task, context) {
      try {
        const sent = await transport.sendMail(message(task, context, from, domain));
        return sentOutcome(sent);
      } catch (error) {
        return smtpOutcome(context.signal.aborted ? context.signal.reason : error);
      }
    },
    close: () => transport.close(),
  };
}

/** Only these fields reach the mailer; addresses go as objects, so that none is parsed as a list. */
function message(
  task: TaskOf<'email'>,
  context: ExecutionContext,
  from: string,
  domain: string,
): SendMailOptions {
  const people = (list: string[] = []) => list.map((address) => ({ name: '', address }));
  return {
    from,
    to: people(task.to),
    cc: people(task.cc),
    bcc: people(task.bcc),
    // Also takes back what still waits for a connection, so that it is not sent after all.
    signal: context.signal,
    subject: task.subject,
    text: task.text,
    html: task.html,
    messageId: `<${context.idempotencyKey}@${domain}>`,
    headers: { 'X-Punctual-Run': context.idempotencyKey, 'X-Punctual-Attempt': String(context.attempt) },
  };
}
