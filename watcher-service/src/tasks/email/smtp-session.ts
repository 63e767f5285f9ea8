import { Socket } from 'node:net';
import type MimeNode from 'nodemailer/lib/mime-node';
import SMTPConnection, {
  type SMTPConnectionOptions,
  type SMTPConnectionSendInfo,
} from 'nodemailer/lib/smtp-connection';
import { abortable } from '../abortable.ts';
import type { ExecutionContext } from '../executor.ts';

export type Attempt = Pick<ExecutionContext, 'signal' | 'resources'>;

export interface SmtpOptions extends SMTPConnectionOptions {
  auth?: { user: string; pass: string };
}

const SMTPUTF8 = /^250[ -]SMTPUTF8\b/im;
const BEYOND_ASCII = /[^\p{ASCII}]/u;

/** Thrown for addresses that only servers with SMTPUTF8 (RFC 6531) can be asked to deliver to. */
export class NeedsUtf8Error extends Error {
  readonly addresses: string[];
  constructor(addresses: string[]) {
    super(`The server has no SMTPUTF8, which ${addresses.join(', ')} would need.`);
    this.addresses = addresses;
  }
}

/** One connection to the mail server, on which messages are sent one after the other. */
export class SmtpSession {
  readonly #socket = new Socket();
  readonly #connection: SMTPConnection;
  readonly #auth: SmtpOptions['auth'];
  #release = () => {};
  #messages = 0;
  #takesUtf8 = false;

  constructor({ auth, ...options }: SmtpOptions) {
    this.#auth = auth;
    this.#connection = new SMTPConnection({ ...options, socket: this.#socket });
    // Who waits for an answer hears of it there; an idle connection that breaks is no fault.
    this.#connection.on('error', () => {});
  }

  /** Counts the messages that the server has taken on this connection. */
  get messages(): number {
    return this.#messages;
  }

  get isOpen(): boolean {
    return !this.#connection.destroyed;
  }

  /** Gives the connection to an attempt, with which it ends unless it is handed back before. */
  belongTo({ resources }: Attempt): void {
    this.#release = resources.addSocket(this.#socket);
  }

  handBack(): void {
    this.#release();
  }

  /** Connects, and logs in where the server wants it. @throws the error of nodemailer, or the signal's reason */
  async open(signal: AbortSignal): Promise<void> {
    const connection = this.#connection;
    await abortable(
      new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.connect((error) => (error ? reject(error) : resolve()));
      }),
      signal,
    );
    // The answer to EHLO, in which the server lists what it can do.
    this.#takesUtf8 = SMTPUTF8.test(connection.lastServerResponse || '');
    const credentials = this.#auth;
    if (!credentials || !connection.allowsAuth) return;
    await abortable(
      new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.login({ credentials }, (error) => (error ? reject(error) : resolve()));
      }),
      signal,
    );
  }

  /**
   * Hands over a message, and returns the answer of the server.
   * @param stream the text of the message: it is not read before the server has asked for it
   * @throws the error of nodemailer, or the signal's reason; NeedsUtf8Error
   */
  async send(
    message: MimeNode,
    stream: ReturnType<MimeNode['createReadStream']>,
    signal: AbortSignal,
  ): Promise<SMTPConnectionSendInfo> {
    const { from, to } = message.getEnvelope();
    // Sent all the same, such a letter would become another one on the way.
    const beyond = to.filter((address) => BEYOND_ASCII.test(address.slice(0, address.lastIndexOf('@'))));
    if (beyond.length > 0 && !this.#takesUtf8) throw new NeedsUtf8Error(beyond);
    const sent = await abortable(
      new Promise<SMTPConnectionSendInfo>((resolve, reject) =>
        this.#connection.send({ from, to }, stream, (error, info) =>
          error ? reject(error) : resolve(info as SMTPConnectionSendInfo),
        ),
      ),
      signal,
    );
    this.#messages += 1;
    return sent;
  }

  /** Says goodbye, and closes when the server has answered. */
  quit(): void {
    this.#connection.quit();
  }

  close(): void {
    this.#connection.close();
  }
}
