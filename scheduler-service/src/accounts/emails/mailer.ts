import { smtpServer } from '@punctual/engine/platform/smtp-server';
import { createTransport } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
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
    async send({ to, subject, text }) {
      // As an object, so that it is one address whatever it contains.
      const headers = { 'Auto-Submitted': 'auto-generated' };
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text, headers });
    },
  };
}
