import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** Points of the way of a message at which a mail server may stop, in their order. */
export const SMTP_POINTS = ['greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', '.'] as const;
export type SmtpPoint = (typeof SMTP_POINTS)[number];

const ANSWERS: Record<string, string> = {
  EHLO: '250-here\r\n250 AUTH PLAIN',
  AUTH: '235 welcome',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  '.': '250 taken',
  QUIT: '221 bye',
};

/** Speaks SMTP to a sender until this point, and then does what the test says instead of answering. */
export const smtpUntil =
  (point: SmtpPoint | 'the end', stop: (socket: Socket) => void) =>
  (socket: Socket): void => {
    let inText = false;
    if (point === 'greeting') stop(socket);
    else socket.write('220 here\r\n');
    createInterface({ input: socket }).on('line', (line) => {
      if (inText && line !== '.') return;
      const command = line === '.' ? '.' : line.slice(0, 4).toUpperCase();
      if (command === point) return stop(socket);
      inText = command === 'DATA';
      socket.write(`${ANSWERS[command] ?? '250 ok'}\r\n`);
    });
  };
