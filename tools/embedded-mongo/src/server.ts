import { createServer, type Server, type Socket } from 'node:net';
import { runCommand } from './commands/registry.ts';
import { openEngine } from './engine.ts';
import { lockDirectory } from './storage/directory-lock.ts';
import { removeExpired } from './storage/expiry.ts';
import { serveConnection } from './wire/connection.ts';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const DEFAULT_TTL_INTERVAL_MS = 60_000;

/** Where and how to run. */
export interface EmbeddedMongoOptions {
  dataDir: string;
  /** 0, the default, takes any free one. */
  port?: number;
  /** Only addresses of this machine: there are no passwords. */
  host?: string;
  /** Interval at which expired documents are looked for, in milliseconds. */
  ttlIntervalMs?: number;
}

/** A running embedded database. */
export interface EmbeddedMongo {
  uri: string;
  port: number;
  close(): Promise<void>;
}

/**
 * Starts the embedded database, for trying out, development and tests only. Rejects with one clear sentence
 * if the host is not loopback, the port is taken, or the data directory is in use.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const { dataDir, port = 0, host = '127.0.0.1', ttlIntervalMs = DEFAULT_TTL_INTERVAL_MS } = options;
  if (!LOOPBACK.includes(host)) {
    throw new Error(`The embedded database listens on this machine only (127.0.0.1), not on ${host}.`);
  }
  const unlock = await lockDirectory(dataDir);
  const engine = openEngine(dataDir);
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    serveConnection(socket, ++connections, (request, id) => runCommand(engine, request, id));
  });
  const closeStore = async () => {
    await engine.store.close();
    await unlock();
  };
  const actualPort = await listen(server, port, host).catch(async (error) => {
    await closeStore();
    throw error;
  });
  const expiry = setInterval(() => removeExpired(engine, new Date()), ttlIntervalMs).unref();
  const close = async () => {
    clearInterval(expiry);
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
    await closeStore();
  };
  return { uri: `mongodb://${host === '::1' ? '[::1]' : host}:${actualPort}`, port: actualPort, close };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken by another program.`) : error);
    });
    server.listen(port, host, () => resolve((server.address() as { port: number }).port));
  });
}
