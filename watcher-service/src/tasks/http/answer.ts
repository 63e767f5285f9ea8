import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** The most that is read before an answer: 1xx responses come before it, as many as the other side likes. */
const BEFORE_ANSWER_BYTES = 65_536;

/** Thrown when the connection ends without an answer and without an error that says why. */
class NoAnswerError extends Error {
  readonly code = 'ECONNRESET';
}

/** Thrown when the other side sends 1xx responses on and on, and no answer. */
export class EndlessAnswerError extends Error {
  readonly code = 'ENDLESS_ANSWER';
}

/** Thrown when the connection breaks in the middle of an answer; its cause is the connection's error. */
export class CutAnswerError extends Error {
  readonly status: number;
  constructor(status: number, cause: unknown) {
    super('The answer ended early.', { cause });
    this.status = status;
  }
}

/**
 * Waits for the answer to a request. An answer 101 is one too, though its connection speaks no HTTP from then on: Node
 * gives neither a response nor an error for it, unless somebody listens to `upgrade`.
 * @throws the connection's error, NoAnswerError or EndlessAnswerError
 */
export function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('socket', (socket) => limitBeforeAnswer(request, socket));
    request.once('response', resolve);
    request.once('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response);
    });
    // Listens on: what comes after the answer changes nothing any more.
    request.on('error', reject);
    request.once('close', () => reject(new NoAnswerError('The connection was closed.')));
  });
}

function limitBeforeAnswer(request: ClientRequest, socket: Socket): void {
  const before = socket.bytesRead;
  request.on('information', () => {
    if (socket.bytesRead - before <= BEFORE_ANSWER_BYTES) return;
    request.destroy(new EndlessAnswerError('No answer came among the 1xx responses.'));
  });
}
