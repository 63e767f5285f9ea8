import type MimeNode from 'nodemailer/lib/mime-node';
import { type Attempt, type SmtpOptions, SmtpSession } from './smtp-session.ts';

/** Idle connections wait this long for a next message: servers close them after minutes. */
const IDLE_MS = 10_000;
/** Servers that count close a connection after so many messages. */
const MOST_MESSAGES = 100;

/** Thrown with the error of the connection as its cause; says if anything of the message can have been sent. */
export class NotSentError extends Error {
  readonly hasBegun: boolean;
  constructor(cause: unknown, hasBegun: boolean) {
    super('The message was not sent.', { cause });
    this.hasBegun = hasBegun;
  }
}

/** Sends messages, each on one connection of its own or on one that an earlier message has left open. */
export class SmtpConnections {
  readonly #options: SmtpOptions;
  readonly #idle = new Map<SmtpSession, NodeJS.Timeout>();

  constructor(options: SmtpOptions) {
    this.#options = options;
  }

  /**
   * Sends a message. A connection that was left open may be closed by the server at any time: then, and if nothing of
   * the message was asked for, a new one is made, once.
   * @throws NotSentError
   */
  async send(message: MimeNode, attempt: Attempt) {
    const open = this.#take();
    if (open) {
      try {
        return await this.#sendOn(open, message, attempt);
      } catch (error) {
        if (!isStale(error) || attempt.signal.aborted) throw error;
      }
    }
    const fresh = new SmtpSession(this.#options);
    return this.#sendOn(fresh, message, attempt, () => fresh.open(attempt.signal));
  }

  async #sendOn(
    session: SmtpSession,
    message: MimeNode,
    attempt: Attempt,
    open: () => Promise<void> = async () => {},
  ) {
    const { signal } = attempt;
    const stream = message.createReadStream();
    session.belongTo(attempt);
    try {
      signal.throwIfAborted();
      await open();
      const sent = await session.send(message, stream, signal);
      session.handBack();
      this.#keep(session);
      return sent;
    } catch (error) {
      stream.on('error', () => {}).destroy();
      session.close();
      throw new NotSentError(error, stream.readableDidRead);
    }
  }

  #take(): SmtpSession | undefined {
    for (const [session, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(session);
      if (session.isOpen) return session;
    }
    return undefined;
  }

  #keep(session: SmtpSession): void {
    const leave = () => {
      this.#idle.delete(session);
      session.quit();
    };
    if (session.messages >= MOST_MESSAGES) leave();
    else this.#idle.set(session, setTimeout(leave, IDLE_MS).unref());
  }

  close(): void {
    for (const [session, timer] of this.#idle) {
      clearTimeout(timer);
      session.close();
    }
    this.#idle.clear();
  }
}

/** The connection is gone, without a word of the server about the message. */
const isStale = (error: unknown): boolean =>
  error instanceof NotSentError &&
  !error.hasBegun &&
  !(error.cause instanceof Error && 'responseCode' in error.cause && error.cause.responseCode);
