import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A server on loopback that speaks as a test writes it, byte by byte, and then says nothing more. */
export interface RawPeer {
  port: number;
  /** The connections that it has had. */
  sockets: Socket[];
  /** Resolves when so many bytes or more of all connections have come in; 0 for a connection. */
  received(bytes: number): Promise<void>;
  /** Resolves when all connections are closed. */
  allClosed(): Promise<void>;
  stop(): Promise<void>;
}

/** @param speak answers a connection; without it the peer accepts and is silent */
export async function startRawPeer(speak: (socket: Socket) => void = () => {}): Promise<RawPeer> {
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {}); // who breaks a connection is what tests are about
    socket.on('data', () => server.emit('heard'));
    server.emit('heard');
    speak(socket);
  });
  const sockets: Socket[] = [];
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const heard = () => sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    async received(bytes) {
      while (sockets.length === 0 || heard() < bytes) await once(server, 'heard');
    },
    async allClosed() {
      await Promise.all(sockets.map(whenClosed));
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers the first bytes of a request with this text. */
export const answering =
  (text: string) =>
  (socket: Socket): void =>
    void socket.once('data', () => socket.write(text));

const whenClosed = (socket: Socket): Promise<unknown> | true =>
  socket.closed || new Promise((resolve) => socket.once('close', resolve));
