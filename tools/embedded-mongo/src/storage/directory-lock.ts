import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Some systems take no longer ones.
const MAX_SOCKET_PATH = 100;

/**
 * Keeps a data directory for this process. The lock is a local socket: it ends with the process, however
 * that ends, and unlike a file with a process number it cannot be mistaken for that of another program.
 * Rejects with one sentence if the directory is in use.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  mkdirSync(directory, { recursive: true });
  const address = lockAddress(realpathSync(directory));
  const server = (await tryListen(address)) ?? (await replaceDead(address, directory));
  return () => new Promise((done) => server.close(() => done()));
}

function lockAddress(path: string): string {
  const inside = join(path, 'lock.sock');
  const name = `embedded-mongo-${createHash('sha1').update(path).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return inside.length <= MAX_SOCKET_PATH ? inside : join(tmpdir(), `${name}.sock`);
}

function tryListen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(server.unref()));
  });
}

// After kill -9 the socket's file is still there, but nobody answers.
async function replaceDead(address: string, directory: string): Promise<Server> {
  if (!(await answers(address))) {
    rmSync(address, { force: true });
    const server = await tryListen(address);
    if (server) return server;
  }
  throw new Error(`The data directory ${directory} is in use by another embedded database.`);
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
