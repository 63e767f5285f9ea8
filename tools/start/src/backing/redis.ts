import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { firstFreePort, freePort } from '../system/free-port.ts';
import { ensureTool, REDIS } from '../system/packages.ts';
import { type ManagedProcess, startProcess } from '../system/processes.ts';
import type { Log } from '../system/progress.ts';
import { SetupError } from '../system/setup-error.ts';
import { type Environment, readAddress } from '../variables.ts';
import { requireAnswer } from './reachable.ts';

const DEFAULT_PORT = 6379;
const READY = /Ready to accept connections/;
const READY_DEADLINE_MS = 15_000;
const STARTS_TO_TRY = 3;

/** The queue lives in it: nothing may be evicted, and a restart should find what was there a second ago. */
const DURABLE = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
const IN_MEMORY = ['--appendonly', 'no', '--save', ''];

export interface RunningRedis {
  url: string;
  port: number;
  process: ManagedProcess;
  stop(): Promise<void>;
}

/** REDIS_URL, else a Redis of our own with its data in `dataDir`, on 6379 or the next free port. */
export async function startRedis(
  env: Environment,
  dataDir: string,
  log: Log,
): Promise<{ url: string; process?: ManagedProcess; stop(): Promise<void> }> {
  const given = readAddress(env, 'REDIS_URL', ['redis', 'rediss'], 'redis://host:6379');
  if (given) {
    await requireAnswer('REDIS_URL', given, DEFAULT_PORT);
    return { url: given, stop: async () => {} };
  }
  const program = await ensureTool(REDIS, log);
  await mkdir(dataDir, { recursive: true });
  return launch(program, ['--dir', dataDir, ...DURABLE], await firstFreePort(DEFAULT_PORT));
}

/** A Redis for tests: in memory only. A given port is used again (a restart on the same address). */
export async function startThrowawayRedis(log: Log, port?: number): Promise<RunningRedis> {
  const program = await ensureTool(REDIS, log);
  if (port !== undefined) return launch(program, IN_MEMORY, port);
  for (let tries = 1; tries < STARTS_TO_TRY; tries += 1) {
    try {
      return await launch(program, IN_MEMORY, await freePort());
    } catch (error) {
      // Another process may have taken the port since the system said that it is free.
      log(
        `Redis did not start and is tried again: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return launch(program, IN_MEMORY, await freePort());
}

async function launch(program: string, storage: string[], port: number): Promise<RunningRedis> {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--maxmemory-policy', 'noeviction'];
  const args = [...settings, '--daemonize', 'no', '--logfile', '', ...storage];
  const redis = startProcess({ name: basename(program), command: program, args });
  try {
    await redis.waitForLog(READY, { deadlineMs: READY_DEADLINE_MS });
  } catch (error) {
    await redis.stop();
    throw new SetupError(
      `Redis did not start on port ${port}. ${error instanceof Error ? error.message : error}`,
    );
  }
  const stop = async () => {
    await redis.stop();
  };
  return { url: `redis://127.0.0.1:${port}`, port, process: redis, stop };
}
