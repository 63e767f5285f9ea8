import { connect, createServer, type ListenOptions } from 'node:net';

const LOOPBACK = '127.0.0.1';
const PORTS_TO_TRY = 100;

/** Tells if a program could listen on this port: on the loopback address and on all addresses. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen({ port, host: LOOPBACK })) && (await canListen({ port }));
}

/** A port that the system says is free. Somebody else may take it before it is used: retry the start then. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, LOOPBACK, resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

/** The preferred port if it is free, else the next one that is. */
export async function firstFreePort(preferred: number): Promise<number> {
  for (let port = preferred; port < preferred + PORTS_TO_TRY; port += 1) {
    if (await isPortFree(port)) return port;
  }
  return freePort();
}

/** Tells if connections are accepted there within the deadline (ms). */
export async function answers(host: string, port: number, deadlineMs = 2000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: deadlineMs });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    socket.once('timeout', () => finish(false));
    socket.once('error', () => finish(false));
  });
}

async function canListen(where: ListenOptions): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(where, () => server.close(() => resolve(true)));
  });
}
