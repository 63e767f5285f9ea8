import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MailCatcher, startMailCatcher } from '@punctual/mail-catcher/mail-catcher';

export interface MailSink extends MailCatcher {
  stop(): Promise<void>;
}

/** A real SMTP server on a port of its own: `messages()` are those that came, `whenCount(n)` waits for them. */
export async function startMailSink(options: { smtpPort?: number } = {}): Promise<MailSink> {
  const dir = await mkdtemp(join(tmpdir(), 'punctual-mail-'));
  const catcher = await startMailCatcher({ dir, smtpPort: options.smtpPort ?? 0, httpPort: 0 });
  const stop = async () => {
    await catcher.close();
    await rm(dir, { recursive: true, force: true });
  };
  return { ...catcher, stop };
}
