import type { Message } from '@punctual/mail-catcher/message';
import { afterAll, beforeAll, vi } from 'vitest';
import { type MailSink, startMailSink } from '../backing/mail-sink.ts';

/** Everybody's mail in the tests of a file. */
export class Mailbox {
  #sink: MailSink | undefined;

  async open(): Promise<void> {
    this.#sink = await startMailSink();
  }

  async close(): Promise<void> {
    await this.#sink?.stop();
  }

  get smtpUrl(): string {
    if (!this.#sink) throw new Error('The mailbox is not open.');
    return this.#sink.smtpUrl;
  }

  /** Lists the messages that an address has received so far, the newest first. */
  async now(address: string): Promise<Message[]> {
    const messages = (await this.#sink?.messages()) ?? [];
    return messages.filter(({ recipients }) => recipients.includes(address));
  }

  /** The newest mail to an address, once so many have come. */
  to(address: string, count = 1): Promise<Message> {
    return vi.waitFor(async () => {
      const [newest, ...older] = await this.now(address);
      if (!newest || older.length + 1 < count) throw new Error(`Fewer than ${count} mails to ${address}.`);
      return newest;
    }, 5_000);
  }
}

/** A mailbox that is open before what is declared after it begins. */
export function useMailbox(env: Record<string, string | undefined>): Mailbox {
  const mailbox = new Mailbox();
  beforeAll(async () => {
    await mailbox.open();
    env.SMTP_URL = mailbox.smtpUrl;
  });
  afterAll(() => mailbox.close());
  return mailbox;
}

/** The token of the link in a mail. */
export const tokenIn = ({ text }: Message): string => /#token=([\w-]+)/.exec(text)?.[1] ?? '';
