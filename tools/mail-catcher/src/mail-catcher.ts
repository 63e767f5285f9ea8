import { startHttp } from './http.ts';
import type { Message } from './message.ts';
import { MessageStore } from './message-store.ts';
import { startSmtp } from './smtp.ts';

export interface MailCatcherOptions {
  /** Where each message is kept as an .eml file. */
  dir: string;
  /** 0: any free port. */
  smtpPort: number;
  /** 0: any free port. */
  httpPort: number;
  host?: string;
  /** Names by which the page may be opened, beside localhost. */
  allowedHosts?: string[];
}

export interface MailCatcher {
  smtpUrl: string;
  pageUrl: string;
  smtpPort: number;
  httpPort: number;
  count(): number;
  /** Whole messages, the newest first. */
  messages(): Promise<Message[]>;
  /** Resolves as soon as this many have been kept, those of earlier starts included. */
  whenCount(wanted: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts an SMTP server that delivers nothing and shows everything. */
export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  const host = options.host ?? '127.0.0.1';
  const store = await MessageStore.open(options.dir);
  const smtp = await startSmtp(store, host, options.smtpPort);
  const http = await startHttp(store, host, options.httpPort, options.allowedHosts).catch(
    async (error: unknown) => {
      await smtp.close();
      throw error;
    },
  );
  return {
    smtpUrl: `smtp://${host}:${smtp.port}`,
    pageUrl: `http://${host}:${http.port}/`,
    smtpPort: smtp.port,
    httpPort: http.port,
    count: () => store.count,
    messages: () => store.all(),
    whenCount: (wanted) => store.whenCount(wanted),
    close: async () => {
      await http.close();
      await smtp.close();
    },
  };
}
