import { existsSync } from 'node:fs';
import { builtEntry, SERVICE_FLAGS } from '@punctual/start/system/paths';
import { type ManagedProcess, startProcess } from '@punctual/start/system/processes';
import { NO_LIMITS } from './no-limits.ts';

export type ServiceName = 'scheduler-service' | 'watcher-service';

const READY_DEADLINE_MS = 60_000;
const LISTENING = /"msg":"listening"/;
const PORT_VARIABLES = { 'scheduler-service': 'SCHEDULER_PORT', 'watcher-service': 'WATCHER_PORT' } as const;
/** Variables that a service inherits; a test gives all others, so that it runs alike everywhere. */
const INHERITED = ['PATH', 'HOME', 'TZ', 'NODE_OPTIONS', 'NODE_V8_COVERAGE', 'NODE_EXTRA_CA_CERTS'];

/** A service as a real process. `stop()` is SIGTERM and a drain; `kill('SIGKILL')` is a crash. */
export interface SpawnedService {
  url: string;
  port: number;
  process: ManagedProcess;
  logs: ManagedProcess['logs'];
  waitForLog: ManagedProcess['waitForLog'];
  kill: ManagedProcess['kill'];
  stop: ManagedProcess['stop'];
}

/** Starts the built service on a free port (or the one in `env`) and waits until it listens. */
export async function spawnService(
  name: ServiceName,
  env: Record<string, string | undefined>,
): Promise<SpawnedService> {
  const entry = builtEntry(name);
  if (!existsSync(entry)) throw new Error(`${name} is not built. Type: npm run build`);
  const service = startProcess({
    name,
    command: process.execPath,
    args: [...SERVICE_FLAGS[name], entry],
    env: serviceEnv(name, env),
  });
  try {
    const port = readPort(await service.waitForLog(LISTENING, { deadlineMs: READY_DEADLINE_MS }));
    const { logs, waitForLog, kill, stop } = service;
    return { url: `http://127.0.0.1:${port}`, port, process: service, logs, waitForLog, kill, stop };
  } catch (error) {
    await service.stop(1000);
    throw error;
  }
}

function serviceEnv(name: ServiceName, env: Record<string, string | undefined>): NodeJS.ProcessEnv {
  const inherited = INHERITED.map((key) => [key, process.env[key]] as const);
  return {
    ...Object.fromEntries(inherited.filter(([, value]) => value !== undefined)),
    [PORT_VARIABLES[name]]: '0',
    LOG_FORMAT: 'json',
    ...NO_LIMITS,
    ...env,
  };
}

function readPort(line: RegExpExecArray): number {
  const entry: unknown = JSON.parse(line.input);
  if (entry !== null && typeof entry === 'object' && 'port' in entry && typeof entry.port === 'number')
    return entry.port;
  throw new Error(`the line that says "listening" names no port: ${line.input}`);
}
