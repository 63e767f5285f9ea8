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

/** Sends the mails of accounts: few, each on a connection of its own. */
export function smtpMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  const transport = createTransport({
    ...smtpServer(smtpUrl),
    connectionTimeout: SMTP_MS,
    greetingTimeout: SMTP_MS,
    socketTimeout: SMTP_MS,
  });
  return {
    async send({ to, subject, text }) {
      // As an object: an address is then one address, whatever stands in it.
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
    },
  };
}
