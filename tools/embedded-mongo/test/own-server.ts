import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { onTestFinished } from 'vitest';
import { type EmbeddedMongo, type EmbeddedMongoOptions, startEmbeddedMongo } from '../src/server.ts';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** A data directory that is removed when the test is over. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'embedded-mongo-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** An embedded server inside the test's process. */
export async function ownServer(options: Partial<EmbeddedMongoOptions> = {}): Promise<EmbeddedMongo> {
  const server = await startEmbeddedMongo({ dataDir: await temporaryDirectory(), ...options });
  onTestFinished(() => server.close());
  return server;
}

/** A connected client, closed when the test is over. */
export async function connected(uri: string): Promise<MongoClient> {
  const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 5000 }).connect();
  onTestFinished(() => client.close());
  return client;
}

/** The embedded database as a program of its own, as the local stack runs it. */
export interface ServerProcess {
  child: ChildProcess;
  lines: string[];
  /** Its URI, once it listens; rejects with what it said on stderr if it ends before. */
  uri: Promise<string>;
  exit: Promise<number | null>;
}

export function spawnServer(dataDir: string, port = 0): ServerProcess {
  const child = spawn(process.execPath, [MAIN, '--data', dataDir, '--port', String(port)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  let complaints = '';
  child.stderr.on('data', (chunk) => (complaints += chunk));
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  const uri = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      const [, address] = /^listening on (\S+)$/.exec(line) ?? [];
      if (address) resolve(address);
    });
    exit.then(() => reject(new Error(complaints.trim())));
  });
  return { child, lines, uri, exit };
}
