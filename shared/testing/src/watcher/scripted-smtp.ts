import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** Reply of a mail server once it has the whole message. */
export type SmtpAnswer = `${number} ${string}` | 'hang up' | Promise<`${number} ${string}`>;

export interface ReceivedMail {
  to: string;
  messageId: string;
  attempt: string;
  autoSubmitted: string;
  /** All of the message, as it came. */
  message: string;
  at: Date;
}

const OK = '250 accepted';
/** Prefix of addresses that the server refuses before any message, as unknown. */
export const UNKNOWN = 'unknown-';

/**
 * A mail server on real SMTP whose answers a test decides, per recipient, one after the other; when they are
 * used up it accepts. It can be closed and opened again at the same address.
 */
export class ScriptedSmtp {
  readonly received: ReceivedMail[] = [];
  readonly #answers = new Map<string, SmtpAnswer[]>();
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  /** The next answers to messages for this address. */
  script(to: string, ...answers: SmtpAnswer[]): void {
    this.#answers.set(to, answers);
  }

  /** The messages for this address, accepted or not, in the order in which they came. */
  for(to: string): ReceivedMail[] {
    return this.received.filter((mail) => mail.to === to);
  }

  async open(): Promise<void> {
    this.#server = createServer((socket) => this.#serve(socket));
    await new Promise<void>((resolve) => this.#server?.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as { port: number }).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket.once('close', () => this.#sockets.delete(socket)));
    socket.on('error', () => {}); // who breaks a connection is what tests are about
    const say = (line: string) => socket.write(`${line}\r\n`);
    let to = '';
    let message: string[] | undefined;
    say('220 scripted');
    createInterface({ input: socket }).on('line', (line) => {
      if (message && line !== '.') return void message.push(line);
      if (message) {
        void this.#answer(to, message, socket, say);
        message = undefined;
        return;
      }
      if (/^RCPT TO:/i.test(line)) {
        const person = /<([^>]*)>/.exec(line)?.[1] ?? '';
        if (person.startsWith(UNKNOWN)) return void say('550 no such person');
        to = person;
      }
      if (/^DATA/i.test(line)) message = [];
      say(message ? '354 go on' : /^QUIT/i.test(line) ? '221 bye' : '250 ok');
    });
  }

  async #answer(to: string, lines: string[], socket: Socket, say: (line: string) => void): Promise<void> {
    const header = (name: string) =>
      lines
        .find((line) => line.toLowerCase().startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim() ?? '';
    this.received.push({
      to,
      messageId: header('message-id'),
      attempt: header('x-punctual-attempt'),
      autoSubmitted: header('auto-submitted'),
      message: lines.join('\n'),
      at: new Date(),
    });
    const answer = await (this.#answers.get(to)?.shift() ?? OK);
    if (answer === 'hang up') socket.destroy();
    else say(answer);
  }
}
