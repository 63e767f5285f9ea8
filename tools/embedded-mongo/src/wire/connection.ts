import type { Socket } from 'node:net';
import type { Document } from 'bson';
import { errorReply } from '../errors.ts';
import { messageSplitter } from './framing.ts';
import { buildReply, OP_MSG, parseMessage, type Request } from './messages.ts';

/** Answers a request. Runs to its end before the next one is looked at. */
export type Handler = (request: Request, connectionId: number) => Document;

/** Serves one socket: requests are answered one after the other, in the order they came. */
export function serveConnection(socket: Socket, connectionId: number, handle: Handler): void {
  const split = messageSplitter();
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const message of split(chunk)) answer(socket, message, connectionId, handle);
    } catch {
      // What is no message cannot be answered, and what follows it cannot be understood.
      socket.destroy();
    }
  });
}

function answer(socket: Socket, message: Buffer, connectionId: number, handle: Handler): void {
  let request: Pick<Request, 'id' | 'opcode'> & { silent?: boolean } = {
    id: message.readInt32LE(4),
    opcode: OP_MSG,
  };
  let reply: Document;
  try {
    const parsed = parseMessage(message);
    request = parsed;
    reply = handle(parsed, connectionId);
  } catch (error) {
    reply = errorReply(error);
  }
  if (!request.silent && !socket.destroyed) socket.write(buildReply(request, reply));
}
