import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Effect } from './http-sink.ts';

/**
 * Behaviour towards an attempt to hand over a message: an answer to the recipient, none for as long as the sender
 * waits (a tarpit), or the whole message is taken and the connection closed without an answer.
 */
export type MailBehaviour = `${4 | 5}${number} ${string}` | 'tarpit' | 'cut after DATA';

/** A message whose text came in whole: it may be delivered, whatever the sender was told. */
export interface TakenMail extends Effect {
  messageId: string;
}

type Done = (error?: Error | null) => void;

/** A mail server on loopback that behaves as it is told, and is kind when it is told nothing. */
export class SmtpSink {
  readonly taken: TakenMail[] = [];
  #behaviours: MailBehaviour[] = [];
  #server: SMTPServer | undefined;
  #port = 0;
  readonly #sockets = new Map<number, Socket>();

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  /** So it treats the next attempts, one after the other. */
  next(...behaviours: MailBehaviour[]): void {
    this.#behaviours = behaviours;
  }

  forget(): void {
    this.taken.length = 0;
    this.#behaviours = [];
  }

  /** Listens, at the same address each time. */
  async open(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 1,
      onRcptTo: (_address, _session, done) => this.#meet(done),
      onData: (stream, session, done) => void this.#take(stream, session, done),
    });
    server.on('error', () => {}); // who breaks a connection is what tests are about
    server.server.on('connection', (socket) => this.#sockets.set(socket.remotePort ?? 0, socket));
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Refuses connections. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server?.close(resolve));
  }

  /** Answers the recipient; a message that is to be taken gets a kind answer here, and its fate after its text. */
  #meet(done: Done): void {
    const [behaviour] = this.#behaviours;
    if (behaviour !== 'cut after DATA') this.#behaviours.shift();
    if (behaviour === 'tarpit') return;
    const [, code, said] = /^(\d+) (.*)/.exec(behaviour ?? '') ?? [];
    done(code ? Object.assign(new Error(said), { responseCode: Number(code) }) : null);
  }

  async #take(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): Promise<void> {
    this.taken.push(takenFrom(await text(stream)));
    if (this.#behaviours.shift() === 'cut after DATA') this.#sockets.get(session.remotePort)?.destroy();
    else done();
  }
}

function takenFrom(message: string): TakenMail {
  const header = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(message)?.[1]?.trim() ?? '';
  return {
    runId: header('X-Punctual-Run'),
    attempt: Number(header('X-Punctual-Attempt')),
    at: new Date(),
    path: header('To'),
    messageId: header('Message-ID'),
  };
}

/** A mail server for the tests of a file. */
export function useSmtpSink(): SmtpSink {
  const sink = new SmtpSink();
  beforeAll(() => sink.open());
  beforeEach(() => sink.forget());
  afterAll(() => sink.close());
  return sink;
}
