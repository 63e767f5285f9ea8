import { smtpServer } from '@punctual/engine/platform/smtp-server';
import { createTransport } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Names the message, where one that is sent twice is to be known as the same. */
  id?: string;
}

export interface Mailer {
  send(mail: Mail): Promise<void>;
}

const SMTP_MS = 10_000;

/** Creates a mailer for the mails of accounts: they are few, and each has a connection of its own. */
export function createSmtpMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  const transport = createTransport({
    ...smtpServer(smtpUrl),
    connectionTimeout: SMTP_MS,
    greetingTimeout: SMTP_MS,
    socketTimeout: SMTP_MS,
  });
  return {
    async send({ to, subject, text, id }) {
      // As an object, so that it is one address whatever it contains.
      const headers = { 'Auto-Submitted': 'auto-generated' };
      const messageId = id && `<${id}@punctual>`;
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text, headers, messageId });
    },
  };
}
