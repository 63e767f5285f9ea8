import { join } from 'node:path';
import { startMailCatcher } from '@punctual/mail-catcher/mail-catcher';
import { firstFreePort } from '../system/free-port.ts';
import { type Environment, readAddress } from '../variables.ts';

const SMTP_PORT = 1025;
const PAGE_PORT = 8025;

export interface Mail {
  smtpUrl: string;
  /** Only of the local mail catcher. */
  mailDir?: string;
  mailPageUrl?: string;
  stop(): Promise<void>;
}

/** SMTP_URL, else a mail catcher of our own that keeps and shows what is sent. */
export async function startMail(env: Environment, dataDir: string): Promise<Mail> {
  const given = readAddress(env, 'SMTP_URL', ['smtp', 'smtps'], 'smtp://user:password@host:587');
  // Not asked whether it answers: mail servers come and go, and jobs are retried until they are back.
  if (given) return { smtpUrl: given, stop: async () => {} };
  const mailDir = join(dataDir, 'mail');
  const smtpPort = await firstFreePort(SMTP_PORT);
  const catcher = await startMailCatcher({
    dir: mailDir,
    smtpPort,
    httpPort: await firstFreePort(PAGE_PORT),
  });
  const mailPageUrl = `http://localhost:${catcher.httpPort}/`;
  // The services tell their users that mail is caught, and where.
  const smtpUrl = `${catcher.smtpUrl}?caught=${encodeURIComponent(mailPageUrl)}`;
  return { smtpUrl, mailDir, mailPageUrl, stop: catcher.close };
}
